using System.Net;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Tests.Http;

public sealed class AddressTests
{
    public static TheoryData<string> Inside =>
    [
        "0.0.0.0", "0.1.2.3", "0.255.255.255", "10.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.0", "100.64.0.1", "100.127.255.255", "127.0.0.1",
            "127.0.0.2",
        "127.1.2.3", "127.255.255.255", "168.63.129.16", "169.254.0.1", "169.254.169.254", "169.254.170.2", "169.254.255.255", "172.16.0.0", "172.16.0.1",
            "172.31.255.255",
        "192.0.0.0", "192.0.0.8", "192.0.0.170", "192.0.0.171", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.0", "192.168.0.1",
            "192.168.1.1",
        "192.168.255.255", "192.175.48.1", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
            "255.255.255.255",
        "::", "::1", "::2", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "::ffff:168.63.129.16",
            "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1", "2001:db8::1",
            "2002:7f00:1::",
        "2002:a9fe:a9fe::1", "2620:4f:8000::1", "3fff::1", "5f00::1", "fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1",
            "ff0e::1",

        // Where clouds answer their instances: AWS's containers, Alibaba, Oracle, Google's and AWS's over IPv6.
        "169.254.170.23", "100.100.100.200", "192.0.0.192", "fd20:ce::254", "fd00:ec2::23",

        // The middle and the other ends of what is forbidden.
        "0.0.0.1", "10.10.10.10", "100.100.0.1", "127.0.0.53", "127.127.127.127", "169.254.0.0", "172.16.255.255", "172.20.0.1", "192.0.2.255",
        "192.168.100.100", "198.18.0.1", "198.51.100.255", "203.0.113.255", "224.0.0.251", "232.0.0.1", "240.255.255.255", "255.255.255.254",

        // IPv4 inside IPv6: mapped, translated (also by a network's own prefix), 6to4, Teredo, compatible.
        "::ffff:0.0.0.0", "::ffff:100.64.0.1", "::ffff:172.16.0.1", "::ffff:192.168.0.1", "::ffff:224.0.0.1", "::ffff:255.255.255.255", "64:ff9b::a00:1",
        "64:ff9b::c0a8:1", "64:ff9b:1::a00:1", "2002:a00:1::1", "2002:c0a8:1::1", "2001:0:7f00:1::1", "::169.254.169.254", "::10.0.0.1",

        // Not of the internet in other ways: dummies, identifiers, documentation, site-local, groups, what is not given out.
        "100:0:0:1::1", "2001:3::1", "2001:4:112::1", "2001:20::1", "2001:db8:ffff::1", "3fff:fff::1", "fd12:3456::1", "fe80::a9fe:a9fe", "febf::1",
        "feff::1", "ff01::1", "ff05::1:3", "4000::1", "e000::1",
    ];

    [Theory]
    [MemberData(nameof(Inside))]
    public async Task A92_no_connection_is_made_to_an_address_inside(string address)
    {
        var ip = IPAddress.Parse(address);
        Assert.False(AddressRules.IsPublic(ip));

        // A name that leads there; and two, of which only the second does.
        await BlockedAsync("https://name.example/", ip);
        await BlockedAsync("https://name.example/", IPAddress.Parse("93.184.215.14"), ip);
        await BlockedAsync("https://name.example/", ip, IPAddress.Parse("2606:4700::6810:1"));
    }

    [Fact]
    public void A92_the_corpus_holds_at_least_120_addresses_inside_and_40_ways_to_write_them()
    {
        Assert.InRange(TextsOf(Inside).Count, 120, int.MaxValue);
        Assert.InRange(TextsOf(Written).Count, 40, int.MaxValue);
    }

    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("168.63.129.15")]
    [InlineData("2606:4700::6810:1")]
    [InlineData("2a00:1450:4001:80b::200e")]
    [InlineData("::ffff:8.8.8.8")]
    public void Addresses_on_the_internet_are_not_inside(string address) => Assert.True(AddressRules.IsPublic(IPAddress.Parse(address)));

    public static TheoryData<string> Written =>
    [
        "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://0x7f000001/", "https://0177.0.0.1/", "https://017700000001/",
            "https://127.0.0.1/", "https://[::1]/",
        "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[fe80::1%25eth0]/", "https://[::]/", "https://169.254.169.254/latest/meta-data/",
            "https://168.63.129.16/",
        "https://100.64.1.1/", "https://10.1.2.3/", "https://0.0.0.0/", "https://0/", "https://①②⑦.⓪.⓪.①/", "https://１２７.０.０.１/", "https://localhost/",
            "https://LOCALHOST./",
        "https://a.localhost/", "https://127.0.0.1./", "http://①②⑦.⓪.⓪.①/",
        "https://127.0.1/", "https://0x7f.0.0.1/", "https://0X7F.0x0.0x0.0x1/", "https://127.000.000.001/", "https://2852039166/", "https://0xa9fea9fe/",
        "https://0251.0376.0251.0376/", "https://3232235521/", "https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:127.0.0.1]/", "https://[::127.0.0.1]/",
        "https://[2002:7f00:1::]/", "https://[fd00:ec2::254]/", "https://[ff02::1]/", "https://⑯⑨.②⑤④.⑯⑨.②⑤④/", "https://１２７。０。０。１/",
        "https://LocalHost:443/", "https://b.a.LOCALHOST/",
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A92_an_address_inside_is_refused_as_text_however_it_is_written_and_blocked_all_the_same(string text)
    {
        Assert.IsType<OutgoingAddress.Refused>(OutgoingAddress.Read(text, LoopbackRule.Forbidden));

        // As if it had got past the check of the text. A zone is no part of an address that can be called; it does not even parse there.
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            await BlockedAsync(address.AbsoluteUri, IPAddress.Loopback);
        }
    }

    [Theory]
    [InlineData("https://example.com:443@169.254.169.254/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://user@example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.com/")]
    [InlineData("https://example.com:22/")]
    [InlineData("https://example.com:25/")]
    [InlineData("https://example.com:6379/")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://example.com:80/")]
    [InlineData("//evil.com/x")]
    [InlineData("/\\evil.com")]
    [InlineData("example.com")]
    [InlineData("https://")]
    [InlineData("https://example.com/?x=1")]
    [InlineData("https://example.com/#x")]
    [InlineData("")]
    [InlineData(null)]
    public void A95_what_is_no_plain_https_address_is_refused_with_advice(string? text)
    {
        var refused = Assert.IsType<OutgoingAddress.Refused>(OutgoingAddress.Read(text, LoopbackRule.Allowed));

        Assert.EndsWith(".", refused.Reason);
        Assert.EndsWith(".", refused.Advice);
    }

    [Theory]
    [InlineData("http://example.com:25/")]
    [InlineData("https://example.com:22/")]
    [InlineData("https://example.com:6379/")]
    [InlineData("http://example.com:443/")]
    public Task A95_other_ports_and_plain_http_are_blocked_when_connecting_too(string text) => BlockedAsync(text, IPAddress.Parse("93.184.215.14"));

    [Theory]
    [InlineData("https://slack.com/api", "https://slack.com/api/")]
    [InlineData(" https://www.itsconvo.com ", "https://www.itsconvo.com/")]
    [InlineData("https://example.com:443/x", "https://example.com/x/")]
    public void Plain_https_addresses_are_allowed(string text, string address) =>
        Assert.Equal(address, Assert.IsType<OutgoingAddress.Allowed>(OutgoingAddress.Read(text, LoopbackRule.Forbidden)).Address.AbsoluteUri);

    [Fact]
    public void Only_the_sandbox_s_own_port_of_this_machine_is_allowed_while_it_runs()
    {
        const int port = 1;
        var rule = LoopbackRule.Only(port);

        Assert.IsType<OutgoingAddress.Allowed>(OutgoingAddress.Read($"http://127.0.0.1:{port}/slack/api/", rule));
        Assert.IsType<OutgoingAddress.Refused>(OutgoingAddress.Read($"http://127.0.0.1:{port + 1}/api/", rule));
    }

    private static HashSet<string> TextsOf(IEnumerable<object[]> data) => [.. data.Select(row => (string)row[0])];

    private static async Task BlockedAsync(string address, params IPAddress[] leadsTo)
    {
        using var http = new OutgoingHttp(LoopbackRule.Forbidden, (_, _) => Task.FromResult(leadsTo)).Client();
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(address)));
        Assert.IsType<BlockedAddressException>(failure.InnerException);
    }
}
