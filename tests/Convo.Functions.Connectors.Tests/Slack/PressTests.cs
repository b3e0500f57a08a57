using System.Net;
using System.Text;
using System.Text.Json;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class PressTests
{
    // The worked example of "Verifying requests from Slack".
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        + "96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    [Fact]
    public void Slacks_own_example_is_right_for_five_minutes_before_and_after()
    {
        Assert.True(Holds(Timestamp, Signature, Then));
        Assert.True(Holds(Timestamp, Signature, Then.AddMinutes(5)));
        Assert.True(Holds(Timestamp, Signature, Then.AddMinutes(-5)));
        Assert.False(Holds(Timestamp, Signature, Then.AddSeconds(301)));
        Assert.False(Holds(Timestamp, Signature, Then.AddSeconds(-301)));
    }

    [Theory]
    [InlineData(null, Signature)]
    [InlineData("", Signature)]
    [InlineData("1531420619", Signature)]
    [InlineData(" 1531420618", Signature)]
    [InlineData("+1531420618", Signature)]
    [InlineData("9999999999999", Signature)]
    [InlineData("1531420618.0", Signature)]
    [InlineData(Timestamp, null)]
    [InlineData(Timestamp, "")]
    [InlineData(Timestamp, "v0=")]
    [InlineData(Timestamp, "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Timestamp, "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Timestamp, "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503")]
    [InlineData(Timestamp, Signature + "," + Signature)]
    [InlineData(Timestamp, "v0=ü")]
    public void Whatever_else_comes_is_wrong_and_throws_nothing(string? timestamp, string? signature) => Assert.False(Holds(timestamp, signature, Then));

    [Fact]
    public void One_other_byte_or_another_secret_makes_it_wrong()
    {
        Assert.False(SlackSignature.Holds(Encoding.UTF8.GetBytes(Body + " "), Timestamp, Signature, Secret, Then));
        Assert.False(SlackSignature.Holds(Encoding.UTF8.GetBytes(Body), Timestamp, Signature, Secret + "x", Then));
    }

    [Fact]
    public void A_press_is_read()
    {
        var press = Read(Payload());

        Assert.Equal(new ButtonPress(ButtonWish.Reject, "value", "U0MARIT001", "https://hooks.slack.com/actions/1"), press);
    }

    [Theory]
    [InlineData("block_actions", "view_submission")]
    [InlineData("convo_reject", "somebody_elses")]
    [InlineData("U0MARIT001", "U0/../x")]
    [InlineData("\"value\":\"value\"", "\"value\":\"\"")]
    [InlineData("\"type\":\"block_actions\"", "\"type\":\"block_actions\",\"type\":\"block_actions\"")]
    public void What_is_no_press_of_ours_is_not_read(string old, string changed) =>
        Assert.Null(Read(Payload().Replace(old, changed, StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("payload=")]
    [InlineData("payload=%")]
    [InlineData("payload=[]")]
    [InlineData("payload={}&payload={}")]
    [InlineData("{}")]
    public void What_is_no_form_of_Slacks_is_not_read(string body) => Assert.Null(Presses(LoopbackRule.Forbidden).Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("http://hooks.slack.com/actions/1")]
    [InlineData("https://hooks.slack.com.evil.example/actions/1")]
    [InlineData("https://user@hooks.slack.com/actions/1")]
    [InlineData("https://hooks.slack.com:8443/actions/1")]
    [InlineData("https://example.com/actions/1")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Nobody_but_Slack_is_told_anything(string? address)
    {
        await using var server = await ScriptedServer.StartAsync();
        var local = new Uri(server.Address, "actions/1").AbsoluteUri;

        await Presses(LoopbackRule.Forbidden).TellAsync(Press(address), new ButtonReply("hello"), default);
        await Presses(LoopbackRule.Forbidden).TellAsync(Press(local), new ButtonReply("hello"), default);
        Assert.Empty(server.Asked);

        await Presses(LoopbackRule.Allowed).TellAsync(Press(local), new ButtonReply("hello"), default);
        Assert.Contains("hello", Assert.Single(server.Asked).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_with_the_longest_words_keeps_within_Slacks_limits_and_its_words_are_only_words()
    {
        var long_ = string.Concat(Enumerable.Repeat("<!channel> & *bold* ", 2_000));
        var question = new ApprovalQuestion(
            "acme-0011223344556677|r|summary|post|000", "hash", long_, long_, long_, long_,
            [.. Enumerable.Range(0, 20).Select(n => $"{new string('a', 200)}{n}@example.com")], Then, "Europe/Berlin");

        var part = Assert.Single(SlackQuestion.Document("#a", question).Parts);
        var json = JsonSerializer.Serialize(part.Blocks, SlackJson.Default.IReadOnlyListSlackBlock);

        Assert.All(part.Blocks, block => Assert.InRange((block.Text?.Text.Length ?? 0) + (block.Elements?.Sum(one => one.Text.Length) ?? 0), 0, 3_000));
        Assert.InRange(part.Blocks.Sum(SlackLayout.Weight), 1, SlackLayout.MostWeight);
        Assert.DoesNotContain("<!channel>", json, StringComparison.Ordinal);
        Assert.Contains("\"action_id\":\"convo_approve\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_is_over_has_no_buttons_and_says_why()
    {
        var question = new ApprovalQuestion("d", "hash", "Recipe", "Budget", "#team", "Words", ["anna@example.com"], Then, "UTC")
        {
            Over = "step a did not succeed",
        };

        var part = Assert.Single(SlackQuestion.Document("#a", question).Parts);

        Assert.DoesNotContain(part.Blocks, block => block.Type is "actions");
        Assert.Contains(part.Blocks, block => block.Text?.Text.Contains("step a did not succeed", StringComparison.Ordinal) is true);
    }

    [Theory]
    [InlineData("\"is_email_confirmed\":true,", true)]
    [InlineData("", true)]
    [InlineData("\"is_email_confirmed\":false,", false)]
    [InlineData("\"deleted\":true,", false)]
    [InlineData("\"is_bot\":true,", false)]
    public async Task An_address_that_Slack_has_not_confirmed_is_nobodys(string members, bool isKnown)
    {
        await using var server = await ScriptedServer.StartAsync(
            new Scripted("""{"ok":true,"user":{"id":"U1",%"profile":{"email":"anna@example.com"}}}""".Replace("%", members, StringComparison.Ordinal)));
        var users = new SlackUsers(new SlackAccess(new OutgoingHttp(LoopbackRule.Allowed), new(TimeSpan.FromSeconds(5), 1024)), TimeProvider.System);
        var connection = new Connection("acme", "slack", new Dictionary<string, string> { ["baseUrl"] = server.Address.ToString() }, 1);

        var who = await users.FindAsync("U1", connection, new Dictionary<string, string> { ["token"] = "xoxb-test-token" }, default);

        Assert.Equal(isKnown, who is PressedBy.Known { Email: "anna@example.com" });
    }

    private static bool Holds(string? timestamp, string? signature, DateTimeOffset now) =>
        SlackSignature.Holds(Encoding.UTF8.GetBytes(Body), timestamp, signature, Secret, now);

    private static ButtonPress Press(string? address) => new(ButtonWish.Approve, "value", "U1", address);

    private static ButtonPress? Read(string payload) =>
        Presses(LoopbackRule.Forbidden).Read(Encoding.UTF8.GetBytes("payload=" + WebUtility.UrlEncode(payload)));

    private static SlackPresses Presses(LoopbackRule rule)
    {
        var outgoing = new OutgoingHttp(rule);
        return new SlackPresses(new SlackUsers(new SlackAccess(outgoing, new(TimeSpan.FromSeconds(5), 1024)), TimeProvider.System), outgoing);
    }

    private static string Payload() =>
        """
        {"type":"block_actions","user":{"id":"U0MARIT001","name":"marit"},"team":{"id":"T1"},"response_url":"https://hooks.slack.com/actions/1","extra":[1],
        "actions":[{"action_id":"convo_reject","block_id":"x","value":"value","action_ts":"1.2"}]}
        """;
}
