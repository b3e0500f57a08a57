namespace Convo.Client.Tests.Sending;

public sealed class OptionsTests
{
    private static readonly ConvoClientOptions Usual = new() { ApiKey = "convo_canary_4711" };

    [Fact]
    public void The_default_address_is_the_documented_host_over_https()
    {
        Assert.Equal(new Uri("https://www.itsconvo.com"), Usual.BaseAddress);
        Make(Usual);
    }

    [Theory]
    [InlineData("http://www.itsconvo.com")]
    [InlineData("http://127.0.0.1:7072")]
    [InlineData("ftp://www.itsconvo.com")]
    [InlineData("https://user@www.itsconvo.com")]
    [InlineData("https://www.itsconvo.com/?a=b")]
    [InlineData("https://www.itsconvo.com/#a")]
    [InlineData("//www.itsconvo.com")]
    [InlineData("/api")]
    public void An_address_that_is_not_plain_https_is_refused(string address) =>
        Refused(Usual with { BaseAddress = new(address, UriKind.RelativeOrAbsolute) }, "BaseAddress");

    [Theory]
    [InlineData("http://localhost:7072")]
    [InlineData("http://127.0.0.1:7072")]
    [InlineData("http://127.1.2.3")]
    [InlineData("http://[::1]:7072")]
    [InlineData("https://proxy.example/convo/")]
    public void With_the_option_plain_http_to_this_machine_is_accepted(string address) =>
        Make(Usual with { BaseAddress = new(address), AllowLoopbackHttp = true });

    [Theory]
    [InlineData("http://①②⑦.⓪.⓪.①")]
    [InlineData("http://2130706433.evil.example")]
    [InlineData("file:///etc/hosts")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://127.0.0.1@evil.example")]
    public void The_option_opens_nothing_but_this_machine(string address) =>
        Refused(Usual with { BaseAddress = new(address), AllowLoopbackHttp = true }, "BaseAddress");

    [Theory]
    [InlineData("")]
    [InlineData("convo canary_4711")]
    [InlineData("convo_canary_4711\r\nX-Evil: 1")]
    [InlineData("convo_cänary_4711")]
    public void A_key_that_cannot_be_a_key_is_refused_without_showing_it(string key) => Refused(Usual with { ApiKey = key }, "ApiKey");

    [Fact]
    public void Limits_outside_their_range_are_refused()
    {
        Refused(Usual with { Timeout = TimeSpan.Zero }, "Timeout");
        Refused(Usual with { Timeout = Timeout.InfiniteTimeSpan }, "Timeout");
        Refused(Usual with { Retries = -1 }, "Retries");
        Refused(Usual with { Retries = 6 }, "Retries");
    }

    [Fact]
    public void The_options_in_one_line_do_not_show_the_key() => Assert.DoesNotContain("canary", Usual.ToString());

    private static void Refused(ConvoClientOptions options, string setting)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Make(options));
        Assert.StartsWith(setting, refusal.Message);
        Assert.DoesNotContain("4711", refusal.Message);
    }

    private static void Make(ConvoClientOptions options)
    {
        using var http = new HttpClient();
        Assert.NotNull(new ConvoClient(http, options));
    }
}
