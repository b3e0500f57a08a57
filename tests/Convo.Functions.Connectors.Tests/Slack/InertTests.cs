using System.Text;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class InertTests
{
    [Theory]
    [InlineData("<!channel>", "&lt;!channel&gt;")]
    [InlineData("<@U123>", "&lt;@\u2060U123&gt;")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("@here", "@\u2060here")]
    [InlineData("call @anna", "call @\u2060anna")]
    [InlineData("anna@example.com", "anna@example.com")]
    [InlineData("#general", "#\u2060general")]
    [InlineData("C#", "C#")]
    [InlineData("*bold*", "∗bold∗")]
    [InlineData("_it_", "＿it＿")]
    [InlineData("user_id", "user_id")]
    [InlineData("~no~", "∼no∼")]
    [InlineData("`code`", "‵code‵")]
    [InlineData(":tada: at 10:30:00", "\ua789tada: at 10:30:00")]
    [InlineData("> quote\n> more", "\u2060&gt; quote\n\u2060&gt; more")]
    [InlineData("a > b", "a &gt; b")]
    [InlineData("!channel", "\u2060!channel")]
    [InlineData("one\r\ntwo\u0085three\u2028four", "one\ntwo\nthree\nfour")]
    [InlineData("a\u0000b\u001bc\u202Ed\u2066e", "abcde")]
    [InlineData("Grüße 👩‍👩‍👧 שלום", "Grüße 👩‍👩‍👧 שלום")]
    public void A_value_means_only_itself(string value, string sent) => Assert.Equal(sent, SlackText.Destination.Escape(value));

    [Fact]
    public void Half_a_character_becomes_the_sign_for_it() => Assert.Equal("half \ufffd.", SlackText.Destination.Escape("half \ud83d."));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{{secret}}")]
    [InlineData("${7*7}")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("<!channel> <!here|x> <!subteam^S1>")]
    [InlineData("line\r\nX-Evil: 1")]
    [InlineData("<https://evil.example|Click>")]
    public async Task A52_a_hostile_title_reaches_the_channel_as_words(string title)
    {
        await using var stage = await SlackStage.StartAsync();
        await stage.DeliveredAsync(stage.Render(new PostSlackMessage.Settings("#meetings", "*{{meeting.title}}*", "{{meeting.title}}"), Known.Title(title)));

        var message = Assert.Single(await stage.MessagesAsync());
        Assert.DoesNotContain('<', message.GetProperty("text").GetString()!);
        var section = message.GetProperty("blocks")[1].GetProperty("text");
        Assert.DoesNotContain('<', section.GetProperty("text").GetString()!);
        Assert.Equal(CleanText.Of(title), Reads(section.GetProperty("text").GetString()!.Trim('*')));
        Assert.Equal("plain_text", message.GetProperty("blocks")[0].GetProperty("text").GetProperty("type").GetString());
        Assert.False(message.GetProperty("blocks")[0].GetProperty("text").GetProperty("emoji").GetBoolean());
    }

    [Fact]
    public void No_random_text_forms_markup_and_all_of_it_can_still_be_read()
    {
        for (var seed = 1; seed <= 3_000; seed++)
        {
            var value = RandomText.Of(seed);
            var sent = SlackText.Destination.Escape(value);
            Assert.True(Active(sent) is null, $"seed {seed}: {Active(sent)}");
            Assert.True(Reads(sent) == CleanText.Of(value), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("<@{{account.email}}>")]
    [InlineData("Hello <!{{meeting.title}}|x>")]
    [InlineData("<#C{{meeting.id}}>")]
    [InlineData("<!subteam^{{meeting.id}}")]
    public async Task A_template_that_makes_a_mention_of_a_value_is_refused(string source)
    {
        await using var stage = await SlackStage.StartAsync();
        var problem = Assert.Single(stage.Action.Check(SlackStage.Settings(new("#meetings", source)), "steps[0].settings"));

        Assert.Equal("steps[0].settings.text", problem.Path);
        Assert.Contains("mention", problem.Message);
    }

    [Fact]
    public async Task An_author_s_own_markup_stays()
    {
        await using var stage = await SlackStage.StartAsync();
        var source = "*b* _i_ ~s~ `c` <https://example.org|l> <@U12345678> <!date^1392734382^{date}|d>\n> quote :tada:";
        await stage.DeliveredAsync(stage.Render(source));

        Assert.Equal(source, SlackStage.Shown(Assert.Single(await stage.MessagesAsync())));
    }

    // What a person reads: the look-alikes stand for what they look like.
    private static string Reads(string sent)
    {
        var read = new StringBuilder(sent).Replace("\u2060", "").Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");
        return read.Replace('∗', '*').Replace('＿', '_').Replace('∼', '~').Replace('‵', '`').Replace('\ua789', ':').ToString();
    }

    // Slack's own signs, as its page "Formatting text for app surfaces" lists them; written without a look at the code under test.
    private static string? Active(string sent)
    {
        var raw = sent.Replace("&lt;", "").Replace("&gt;", "").Replace("&amp;", "");

        if (raw.IndexOfAny(['<', '>', '&', '*', '~', '`']) is >= 0 and var at)
        {
            return $"a raw {raw[at]}";
        }

        for (var n = 0; n < sent.Length; n++)
        {
            var (before, after) = (n > 0 ? sent[n - 1] : ' ', n + 1 < sent.Length ? sent[n + 1] : ' ');

            if (sent[n] == '_' && !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)))
            {
                return "an underscore at the end of a word";
            }

            if (sent[n] is '@' or '#' && !char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after))
            {
                return "a mention";
            }
        }

        return sent.Split('\n').Any(line => line.StartsWith("&gt;", StringComparison.Ordinal)) ? "a quotation"
            : System.Text.RegularExpressions.Regex.IsMatch(sent, @":[\w+'-]*[a-z][\w+'-]*:") ? "an emoji"
            : null;
    }
}
