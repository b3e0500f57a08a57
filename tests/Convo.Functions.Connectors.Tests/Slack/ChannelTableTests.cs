using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Recipes.Ready;

namespace Convo.Functions.Connectors.Tests.Slack;

/// <summary>A message goes to the channel of the first rule that fits its meeting.</summary>
public sealed class ChannelTableTests
{
    private static readonly IReadOnlyList<ChannelRule> Rules =
    [
        new("#leads", Series: "Weekly sync"),
        new("#hiring", Title: "hiring"),
        new("#sales", Domain: "customer.example"),
    ];

    [Theory]
    [InlineData("Weekly sync", null, null, "#leads")]
    [InlineData("weekly Sync #12", null, null, "#leads")]
    [InlineData(null, "HIRING loop", null, "#hiring")]
    [InlineData(null, null, "customer.example", "#sales")]
    [InlineData(null, null, "eu.customer.example", "#sales")]
    [InlineData("Weekly sync", "Hiring", "customer.example", "#leads")]
    [InlineData("Weekly sync sales", "Rehire", "notcustomer.example", "#meetings")]
    [InlineData(null, null, null, "#meetings")]
    public async Task The_first_rule_that_fits_names_the_channel_and_without_one_it_is_the_steps_own(
        string? series, string? title, string? domain, string channel)
    {
        await using var stage = await SlackStage.StartAsync();

        Assert.Equal(channel, stage.Render(Settings(Rules), Facts(series, title, domain)).Destination);
    }

    [Fact]
    public async Task Words_of_the_meetings_own_title_count_where_the_calendar_has_none()
    {
        await using var stage = await SlackStage.StartAsync();

        Assert.Equal("#hiring", stage.Render(Settings(Rules), Known.Title("About hiring")).Destination);
    }

    [Fact]
    public async Task A_message_is_posted_to_the_channel_of_the_rule_and_nowhere_else()
    {
        await using var stage = await SlackStage.StartAsync();

        await stage.DeliveredAsync(stage.Render(Settings(Rules), Facts("Weekly sync", null, null)));

        Assert.Single(await stage.MessagesAsync("#leads"));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task Where_no_rule_fits_and_the_author_says_stop_nothing_is_posted_and_the_reason_is_said()
    {
        await using var stage = await SlackStage.StartAsync();
        var artefact = stage.Render(Settings(Rules) with { Otherwise = NoRule.Stop }, Facts(null, null, null));

        var refused = Assert.IsType<Outcome.Refused>(await stage.DeliverAsync(artefact));

        Assert.Contains("No rule", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("no channel", artefact.Destination, StringComparison.Ordinal);
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_message_that_was_posted_is_edited_where_it_is_although_another_rule_fits_now()
    {
        await using var stage = await SlackStage.StartAsync();
        var posted = await stage.DeliveredAsync(stage.Render(Settings(Rules), Facts("Weekly sync", null, null)));

        foreach (var later in new[] { Settings(Rules), Settings(Rules) with { Otherwise = NoRule.Stop } })
        {
            var artefact = stage.Render(later with { Text = $"Edited {later.Otherwise}" }, Facts(null, null, null));
            await stage.DeliveredAsync(artefact, stage.Context($"hash-{later.Otherwise}", posted.Receipt));
        }

        Assert.Equal("Edited Stop", SlackStage.Shown(Assert.Single(await stage.MessagesAsync("#leads"))));
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task The_facts_that_rules_look_at_count_as_needed()
    {
        await using var stage = await SlackStage.StartAsync();

        Assert.Equal(
            ["calendar.domains", "calendar.series", "calendar.title", "meeting.title"],
            stage.Action.Needs(SlackStage.Settings(Settings(Rules))).Order(StringComparer.Ordinal));
        Assert.Empty(stage.Action.Needs(SlackStage.Settings(Settings([]))));
    }

    [Theory]
    [InlineData(null, null, null, "#sales", "settings.channels[0]")]
    [InlineData("Weekly", "Budget", null, "#sales", "settings.channels[0]")]
    [InlineData(null, null, "anna@customer.example", "#sales", "settings.channels[0].domain")]
    [InlineData("#12", null, null, "#sales", "settings.channels[0].series")]
    [InlineData(null, " ", null, "#sales", "settings.channels[0].title")]
    [InlineData(null, "Budget", null, "Not a channel!", "settings.channels[0].channel")]
    public async Task What_is_wrong_with_a_rule_is_said_where_it_stands(string? series, string? title, string? domain, string channel, string path)
    {
        await using var stage = await SlackStage.StartAsync();

        var problem = Assert.Single(stage.Action.Check(SlackStage.Settings(Settings([new(channel, series, title, domain)])), "settings"));

        Assert.Equal(path, problem.Path);
        Assert.NotEmpty(problem.Advice);
    }

    [Fact]
    public async Task To_stop_where_no_rule_fits_takes_rules()
    {
        await using var stage = await SlackStage.StartAsync();

        var problem = Assert.Single(stage.Action.Check(SlackStage.Settings(Settings([]) with { Otherwise = NoRule.Stop }), "settings"));

        Assert.Equal("settings.otherwise", problem.Path);
    }

    [Fact]
    public async Task The_form_offers_the_table_and_what_happens_without_a_rule()
    {
        await using var stage = await SlackStage.StartAsync();
        var properties = stage.Action.SettingsSchema["properties"]!;

        Assert.Equal(["channel", "series", "title", "domain"], properties["channels"]!["items"]!["properties"]!.AsObject().Select(member => member.Key));
        Assert.Equal(["channel", "stop"], properties["otherwise"]!["enum"]!.AsArray().Select(word => (string?)word));
    }

    [Fact]
    public async Task The_ready_recipe_reads_with_the_real_action_and_uses_the_calendar()
    {
        await using var stage = await SlackStage.StartAsync();
        var reading = RecipeReader.Read(ReadyRecipes.Document("summary-to-the-meetings-channel")!.Value, new RecipeVocabulary([stage.Action]));

        Assert.Empty(reading.Problems);
        Assert.Contains("calendar.series", reading.Recipe!.Needs);
        var step = Assert.Single(reading.Recipe.Steps);
        var artefact = stage.Action.Render(step.Settings, new RenderScope(FactCatalogue.SampleFacts(), reading.Recipe.Zone));
        Assert.Equal("#meetings", artefact.Destination);
        Assert.Contains("with Bob Falk", artefact.Preview, StringComparison.Ordinal);
        Assert.Contains("Tracking at 92% of target", artefact.Preview, StringComparison.Ordinal);
    }

    private static PostSlackMessage.Settings Settings(IReadOnlyList<ChannelRule> rules) => new("#meetings", "Text", Channels: rules);

    private static FactSet Facts(string? series, string? title, string? domain)
    {
        var calendar = new Dictionary<string, FactValue> { ["domains"] = new FactValue.List(domain is null ? [] : [new FactValue.Text(domain)]) };
        if (series is not null)
        {
            calendar["series"] = new FactValue.Text(series);
        }

        if (title is not null)
        {
            calendar["title"] = new FactValue.Text(title);
        }

        return new(new FactValue.Group(new Dictionary<string, FactValue> { ["calendar"] = new FactValue.Group(calendar) }));
    }
}
