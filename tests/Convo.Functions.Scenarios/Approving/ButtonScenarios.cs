using Convo.Functions.Scenarios.Driving;
using Convo.Sandbox;
using Xunit;

namespace Convo.Functions.Scenarios.Approving;

/// <summary>Whose presses count, and how often.</summary>
public abstract class ButtonScenarios(IProductHost host) : ApprovalScenario(host)
{
    public static TheoryData<string, string> Odd => new()
    {
        { "unsigned", "true" },
        { "signature", "\"v0=0000000000000000000000000000000000000000000000000000000000000000\"" },
        { "signature", "\"\"" },
        { "signature", "\"v0=\"" },
        { "age", "\"PT6M\"" },
        { "age", "\"-PT6M\"" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A84_a_press_without_or_with_a_wrong_or_an_old_signature_is_turned_away(string name, string value)
    {
        var waiting = await AskAsync();

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit, new() { [name] = System.Text.Json.Nodes.JsonNode.Parse(value) });

        Assert.Equal(401, press.Status);
        await StillWaitsAsync(waiting);
        Assert.Empty(await waiting.Asked.EverythingToldAsync());
    }

    [Fact]
    public async Task A85_a_press_that_is_sent_again_and_again_counts_once()
    {
        var waiting = await AskAsync();

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit, new() { ["times"] = 4 });

        Assert.Equal(200, press.Status);
        await WentOutAsync(waiting);
        Assert.All(await waiting.Asked.EverythingToldAsync(), told => Assert.Contains("already", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A88_a_button_that_names_a_question_of_another_connection_is_refused()
    {
        var waiting = await AskAsync();
        var other = $"slack-{waiting.Posts}";
        var connected = await Product.ConnectAsync(other, "slack", new Uri(Product.Host.Sandbox, "slack/api/"),
            ("token", SandboxServer.SlackBotToken), ("signingSecret", SandboxServer.SlackSigningSecret));
        Assert.Equal(201, (int)connected.Status);
        var foreign = $"{Product.Host.Address}hooks/slack/{other}";

        try
        {
            await Product.SandboxAsync("slack/interactivity", new() { ["url"] = foreign });
            var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);

            Assert.Equal(403, press.Status);
            await StillWaitsAsync(waiting);
        }
        finally
        {
            await Product.SandboxAsync("slack/interactivity", new() { ["url"] = $"{Product.Host.Address}hooks/slack/slack" });
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("#")]
    public async Task A_button_whose_value_is_none_of_ours_is_refused(string value)
    {
        var waiting = await AskAsync();

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit, new() { ["value"] = value });

        Assert.Equal(400, press.Status);
        await StillWaitsAsync(waiting);
    }

    [Theory]
    [InlineData(Asked.Approve)]
    [InlineData(Asked.Reject)]
    [InlineData(Asked.Page)]
    public async Task Who_was_not_named_decides_nothing_and_is_told_who_can(string action)
    {
        var waiting = await AskAsync();

        var press = await waiting.Asked.PressAsync(action, Asked.Priya);

        Assert.Equal(200, press.Status);
        var told = await waiting.Asked.ToldAsync(press);
        Assert.StartsWith("Nothing was decided", told, StringComparison.Ordinal);
        Assert.DoesNotContain("/approve/", told, StringComparison.Ordinal);
        await StillWaitsAsync(waiting);
    }

    [Fact]
    public async Task Slack_is_asked_once_who_a_person_is()
    {
        var waiting = await AskAsync();
        await waiting.Asked.PressAsync(Asked.Reject, Asked.Priya);
        var before = await Product.CallsAsync("users.info");

        await waiting.Asked.PressAsync(Asked.Approve, Asked.Priya);

        Assert.Equal(before, await Product.CallsAsync("users.info"));
        await StillWaitsAsync(waiting);
    }

    [Fact]
    public async Task While_Slack_does_not_say_who_pressed_nothing_is_decided()
    {
        var waiting = await AskAsync();
        await Product.PassAsync(TimeSpan.FromMinutes(11));
        await Product.FaultAsync("500", "/slack/api/users.info");

        var press = await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);

        Assert.StartsWith("Nothing was decided", await waiting.Asked.ToldAsync(press), StringComparison.Ordinal);
        await StillWaitsAsync(waiting);
        await waiting.Asked.PressAsync(Asked.Approve, Asked.Marit);
        await WentOutAsync(waiting);
    }
}
