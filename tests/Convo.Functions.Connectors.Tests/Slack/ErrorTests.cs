using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class ErrorTests
{
    public static TheoryData<string> Documented => [.. SlackErrors.Names];

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Every_documented_error_has_a_meaning_and_advice_where_a_person_can_do_something(string error)
    {
        var trouble = SlackErrors.Of(error);
        var outcome = await PostAsync(new($$"""{"ok":false,"error":"{{error}}"}"""));

        switch (trouble.Effect)
        {
            case SlackEffect.Refused:
                var refused = Assert.IsType<Outcome.Refused>(outcome);
                Assert.EndsWith(".", refused.Reason);
                Assert.EndsWith(".", refused.Advice);
                break;
            case SlackEffect.Later:
                Assert.IsType<Outcome.TryAgain>(outcome);
                break;
            default:
                Assert.IsType<Outcome.Uncertain>(outcome);
                break;
        }
    }

    [Fact]
    public void The_table_has_all_that_the_reference_pages_list() => Assert.True(SlackErrors.Names.Count() >= 80);

    [Theory]
    [InlineData("brand_new_error", "brand_new_error")]
    [InlineData("<!channel>", "no readable name")]
    [InlineData("Secret Meeting Title", "no readable name")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "no readable name")]
    public async Task An_unknown_error_is_tried_again_under_its_name_if_that_is_one(string error, string named)
    {
        var again = Assert.IsType<Outcome.TryAgain>(await PostAsync(new($$"""{"ok":false,"error":"{{error}}"}""")));

        Assert.Contains(named, again.Reason);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var refused = Assert.IsType<Outcome.Refused>(await PostAsync(new("""{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"x"}""")));

        Assert.Contains("chat:write", refused.Advice);
    }

    public static TheoryData<int, string, string> Odd => new()
    {
        { 200, "<html>captive portal</html>", nameof(Outcome.Uncertain) },
        { 200, "", nameof(Outcome.Uncertain) },
        { 200, "{}", nameof(Outcome.Uncertain) },
        { 200, "null", nameof(Outcome.Uncertain) },
        { 200, """{"ok":true}""", nameof(Outcome.Uncertain) },
        { 200, """{"ok":true,"ok":false}""", nameof(Outcome.Uncertain) },
        { 200, """{"ok":"yes"}""", nameof(Outcome.Uncertain) },
        { 500, "oops", nameof(Outcome.Uncertain) },
        { 502, "<html>", nameof(Outcome.Uncertain) },
        { 408, "", nameof(Outcome.Uncertain) },
        { 503, """{"ok":false,"error":"service_unavailable"}""", nameof(Outcome.TryAgain) },
        { 301, "", nameof(Outcome.Refused) },
        { 404, "", nameof(Outcome.Refused) },
        { 401, "", nameof(Outcome.Refused) },
        { 403, """{"ok":false,"error":"invalid_auth"}""", nameof(Outcome.Refused) },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A91_an_odd_answer_is_taken_for_what_it_may_mean(int status, string body, string outcome)
    {
        Assert.Equal(outcome, (await PostAsync(new(body, status, new() { ["Location"] = "https://example.org/" }))).GetType().Name);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        var uncertain = Assert.IsType<Outcome.Uncertain>(await PostAsync(new(new string('x', (1024 * 1024) + 1))));

        Assert.Contains("larger than 1024 KB", uncertain.Reason);
    }

    [Fact]
    public async Task Nested_too_deep_is_no_answer() =>
        Assert.IsType<Outcome.Uncertain>(await PostAsync(new("""{"ok":true,"x":""" + new string('[', 40) + new string(']', 40) + "}")));

    [Fact]
    public async Task Where_nobody_listens_the_post_did_not_happen()
    {
        await using var stage = await SlackStage.StartAsync();
        var gone = await ScriptedServer.StartAsync();
        var address = gone.Address.ToString();
        await gone.DisposeAsync();
        var context = stage.Context() with { Connection = new("acme", "slack", new Dictionary<string, string> { ["baseUrl"] = address }, 1) };

        Assert.Contains("no connection", Assert.IsType<Outcome.TryAgain>(await stage.DeliverAsync(stage.Render("x"), context)).Reason);
    }

    private static async Task<Outcome> PostAsync(Scripted answer)
    {
        await using var server = await ScriptedServer.StartAsync(new("""{"ok":true,"url":"https://acme.slack.com/"}"""), answer);
        await using var stage = await SlackStage.StartAsync();
        var context = stage.Context() with { Connection = new("acme", "slack", new Dictionary<string, string> { ["baseUrl"] = server.Address.ToString() }, 1) };
        var outcome = await stage.DeliverAsync(stage.Render("text that must not be told"), context);
        Assert.Equal(0, server.Left);
        Assert.DoesNotContain("must not be told", outcome.ToString());
        return outcome;
    }
}
