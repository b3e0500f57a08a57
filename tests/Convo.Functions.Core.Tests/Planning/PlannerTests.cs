using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Credits;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Core.Tests.Recipes;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Planning;

public sealed class PlannerTests
{
    private const int Items = 150;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables;
    private readonly Team team = new();
    private readonly CountedConvo drafts = new();
    private int writesUntilCrash = int.MaxValue;

    public PlannerTests() => tables = new MemoryTables(call =>
        call is { Kind: TableOperationKind.Write, Moment: TableMoment.BeforeEffect, Table: TableNames.Meetings } && writesUntilCrash-- == 0
            ? throw new StorageException("the instance died", mayHaveHappened: false)
            : ValueTask.CompletedTask);

    [Fact]
    public async Task A_crash_between_two_batches_of_news_for_an_ended_run_loses_none_of_them()
    {
        await BeginAsync();
        await PlanAsync();
        var planned = await ReadAsync();
        Assert.Equal(Items, planned.Deliveries.Count);
        await Store.WriteAsync(planned.Runs[0].End(RunState.Done, Given.Noon, reason: null), [], None);
        await AddAsync(Given.Key, Given.Event("2", OccasionKind.Summary, Given.Noon));
        team.Version = 2;

        writesUntilCrash = 1;
        await Assert.ThrowsAsync<StorageException>(PlanAsync);
        var half = await ReadAsync();
        Assert.Equal(MeetingStore.DeliveriesPerBatch, half.Deliveries.Count(d => d.Revision is 2));
        Assert.True(half.HasNewsFor(half.Runs[0]));

        await PlanAsync();
        var whole = await ReadAsync();
        Assert.All(whole.Deliveries, d => Assert.Equal(2, d.Revision));
        Assert.Equal(RunState.Done, whole.Runs[0].State);
        Assert.False(whole.HasNewsFor(whole.Runs[0]));
    }

    [Fact]
    public async Task A_plan_that_was_half_written_when_its_facts_were_denied_goes_as_far_as_it_was_written()
    {
        await BeginAsync();
        writesUntilCrash = 1;
        await Assert.ThrowsAsync<StorageException>(PlanAsync);
        Assert.Equal(RunState.Planned, (await ReadAsync()).Runs[0].State);
        team.Version = null;

        await PlanAsync();

        var run = (await ReadAsync()).Runs[0];
        Assert.Equal((RunState.Running, (long)MeetingStore.DeliveriesPerBatch), (run.State, run.Total));
    }

    [Fact]
    public async Task A_run_that_has_ended_stays_as_it_ended_although_its_recipe_is_gone()
    {
        await BeginAsync();
        await PlanAsync();
        await Store.WriteAsync((await ReadAsync()).Runs[0].End(RunState.Done, Given.Noon, reason: null), [], None);
        await AddAsync(Given.Key, Given.Event("2", OccasionKind.Summary, Given.Noon));
        team.IsGone = true;

        await PlanAsync();

        Assert.Equal(RunState.Done, (await ReadAsync()).Runs[0].State);
    }

    [Fact]
    public async Task What_the_firewall_stops_is_refused_from_the_beginning_and_its_text_is_stored_nowhere()
    {
        team.Privacy = new PrivacyRules(["points"], [], [], []);
        await BeginAsync();
        await PlanAsync();

        Assert.All((await ReadAsync()).Deliveries, d => Assert.Equal((DeliveryState.Refused, 0L), (d.State, d.Attempts)));
        Assert.All((await ReadAsync()).Deliveries, d => Assert.Contains("word 1 of the list", d.Reason));
        Assert.DoesNotContain(tables.Snapshot(), row => row.Table is TableNames.Content && row.Row.Key.StartsWith("a|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task News_that_the_firewall_stops_leave_what_was_delivered_as_it_is_and_say_so()
    {
        await BeginAsync();
        await PlanAsync();
        var before = (await ReadAsync()).Deliveries[0];
        await Store.WriteAsync(before with { State = DeliveryState.Delivered, Delivered = before.Desired, Receipt = "ts" }, None);
        await AddAsync(Given.Key, Given.Event("2", OccasionKind.Summary, Given.Noon));
        (team.Version, team.Privacy) = (2, new PrivacyRules(["points 2"], [], [], []));
        await PlanAsync();

        var after = (await ReadAsync()).Deliveries[0];
        Assert.Equal((DeliveryState.Delivered, before.Desired, before.Revision), (after.State, after.Desired, after.Revision));
        Assert.Contains("word 1 of the list", after.Reason);
    }

    [Theory]
    [InlineData("points", DeliveryState.Refused, 0)]
    [InlineData("elsewhere", DeliveryState.Pending, 1)]
    public async Task What_the_firewall_would_stop_beside_a_draft_costs_no_credit_and_is_stopped_without_one(string word, DeliveryState state, int asked)
    {
        team.Text = "{{#if email.body}}{{keyPoints.title}}{{/if}}";
        team.Privacy = new PrivacyRules([word], [], [], []);
        await BeginAsync();
        await PlanAsync();

        Assert.Equal(asked, drafts.Asked);
        Assert.All((await ReadAsync()).Deliveries, d => Assert.Equal(state, d.State));
    }

    private MeetingStore Store => new(tables, new CountingChance());

    private Task AddAsync(MeetingKey meeting, MeetingEvent happened) => ((ITables)tables).WriteInOrderAsync([Store.Add(meeting, happened)], None);

    private Task<MeetingSnapshot> ReadAsync() => Store.ReadAsync(Given.Key, None);

    private async Task BeginAsync()
    {
        await AddAsync(Given.Key, Given.Event("1", OccasionKind.Summary, Given.Noon));
        await Store.JoinAsync(Given.Meeting(joined: 1) with { Tag = null }, [Given.Run(RunState.Waiting) with { Tag = null }], None);
    }

    // As another instance would, with nothing remembered.
    private async Task PlanAsync()
    {
        var clock = new StepClock();
        var content = new ContentStore(tables, clock);
        var actions = new ActionShelf([new NoteAction("note")]);
        var made = new MadeFacts(drafts.Generating(tables, team, content, clock), new Sharing(drafts, team, content), actions, team);
        var planner = new Planner(Store, content, team, actions, made, team, Given.Options, clock);
        var meeting = await ReadAsync();
        var published = await team.PublishedAsync(None);
        Assert.True(planner.IsWanted(meeting, meeting.Runs[0], published));
        var gathering = new Gathering(team, team, content, Calendars.Given.NoCalendar(tables, clock));
        await planner.PlanAsync(meeting, meeting.Runs[0], published, gathering.Begin(meeting), None);
        writesUntilCrash = int.MaxValue;
    }

    private sealed class Team : IRecipes, IFactSource, IConnections, IPrivacyRules
    {
        /// <summary>Which key points there are; null where the account may not read them.</summary>
        public int? Version { get; set; } = 1;

        public bool IsGone { get; set; }

        public string Text { get; set; } = "{{keyPoints.title}}";

        public PrivacyRules Privacy { get; set; } = PrivacyRules.None;

        public Task<PrivacyRules> NowAsync(string account, CancellationToken cancellation) => Task.FromResult(Privacy.For(account));

        public Task<IReadOnlyList<PublishedRecipe>> PublishedAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<PublishedRecipe>>([new PublishedRecipe(Written(), 1, DateTimeOffset.MinValue)]);

        public Task<string?> IsOffAsync(string id, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<Recipe?> VersionAsync(string id, int version, CancellationToken cancellation) => Task.FromResult(IsGone ? null : Written());

        private Recipe Written()
        {
            var settings = JsonSerializer.SerializeToElement(new { channel = "#team", text = Text });
            return Given.Recipe([Given.Step("a") with { ForEach = "decisions", Settings = settings }]) with
            {
                Needs = new NoteAction().Needs(settings),
                CreditsPerMonth = 5,
            };
        }

        public Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
            Task.FromResult<Connection?>(new Connection(name, "convo", new Dictionary<string, string>(), 1));

        public Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation) =>
            Task.FromResult<FactAnswer>(Version is not { } version
                ? new FactAnswer.Denied("the key was revoked", "Enter another.")
                : new FactAnswer.Known(Given.Facts(
                    ("keyPoints", Given.Facts(("title", new FactValue.Text($"points {version}")))),
                    ("decisions", new FactValue.List([.. Enumerable.Range(0, Items).Select(i => new FactValue.Text($"{i}"))])))));
    }
}
