using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Doubles;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;
using PlanGiven = Convo.Functions.Core.Tests.Planning.Given;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class DoubleRecordingsTests : IFactSource
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryTables tables = new();
    private readonly HandClock clock = new() { Now = Given.Nine.AddHours(1) };
    private int calls;

    [Fact]
    public async Task The_second_recording_waits_for_the_first_and_ends_once_that_is_posted()
    {
        await ConnectAsync("dana", "ben");
        var (first, second) = (await RunAsync("dana"), await RunAsync("ben"));
        Assert.Null(await AsideAsync(first));

        var wait = Assert.IsType<Readiness.Wait>(await AsideAsync(second));
        Assert.True(wait.Until > clock.Now);
        await EndAsync(first, DeliveryState.Delivered);

        Assert.Equal("already posted from Dana Smith's recording", Assert.IsType<Readiness.Leave>(await AsideAsync(second)).Reason);
        Assert.Null(await AsideAsync(first with { Total = 0 }));
    }

    [Fact]
    public async Task Without_the_owners_name_it_is_the_connections()
    {
        await ConnectAsync("ben", "dana");
        var (first, second) = (await RunAsync("ben"), await RunAsync("dana"));
        await AsideAsync(first);
        await EndAsync(first, DeliveryState.Delivered);

        Assert.Equal("already posted from ben's recording", Assert.IsType<Readiness.Leave>(await AsideAsync(second)).Reason);
    }

    [Theory]
    [InlineData(DeliveryState.Refused, typeof(Nullable))]
    [InlineData(DeliveryState.Uncertain, typeof(Readiness.Leave))]
    public async Task A_run_that_came_to_nothing_gives_way_and_one_that_may_have_posted_does_not(DeliveryState state, Type expected)
    {
        await ConnectAsync("dana", "ben");
        var (first, second) = (await RunAsync("dana"), await RunAsync("ben"));
        await AsideAsync(first);
        await EndAsync(first, state);

        Assert.Equal(expected == typeof(Nullable) ? null : expected, (await AsideAsync(second))?.GetType());
    }

    [Fact]
    public async Task A_deleted_meeting_gives_way()
    {
        await ConnectAsync("dana", "ben", "cleo");
        var (first, second) = (await RunAsync("dana"), await RunAsync("ben"));
        await AsideAsync(first);
        var meeting = (await Meetings.ReadAsync(first.Meeting, None)).Meeting!;
        await Meetings.JoinAsync(meeting with { DeletedAt = clock.Now }, [], None);

        Assert.Null(await AsideAsync(second));
        Assert.NotNull(await AsideAsync(await RunAsync("cleo")));
    }

    [Fact]
    public async Task Two_recordings_in_one_account_are_two_parts_of_a_meeting()
    {
        await ConnectAsync("dana", "ben");

        Assert.Null(await AsideAsync(await RunAsync("dana", "part 1")));
        Assert.Null(await AsideAsync(await RunAsync("dana", "part 2")));
        Assert.NotNull(await AsideAsync(await RunAsync("ben")));
    }

    [Fact]
    public async Task Of_many_at_once_one_goes_on()
    {
        await ConnectAsync("dana", "ben", "cleo", "emil");
        var runs = new List<Run>();
        foreach (var name in new[] { "dana", "ben", "cleo", "emil" })
        {
            runs.Add(await RunAsync(name));
        }

        var answers = await Task.WhenAll(runs.Select(AsideAsync));

        Assert.Equal(1, answers.Count(answer => answer is null));
        Assert.Equal(3, answers.Count(answer => answer is Readiness.Wait));
    }

    [Fact]
    public async Task With_one_account_nothing_is_asked()
    {
        await ConnectAsync("dana");

        Assert.Null(await AsideAsync(await RunAsync("dana")));
        Assert.Equal(0, calls);
    }

    [Theory]
    [InlineData(OccasionKind.Summary, true)]
    [InlineData(OccasionKind.Transcript, true)]
    [InlineData(OccasionKind.Created, true)]
    [InlineData(OccasionKind.Feedback, false)]
    [InlineData(OccasionKind.Updated, false)]
    [InlineData(OccasionKind.Shared, false)]
    [InlineData(OccasionKind.Deleted, false)]
    [InlineData(OccasionKind.Failed, false)]
    public void What_is_about_one_recording_is_done_for_each(OccasionKind kind, bool isOnce)
    {
        Assert.Equal(isOnce, DoubleRecordings.IsOnce(Recipe(kind), kind));
        Assert.False(DoubleRecordings.IsOnce(Recipe(kind, once: false), kind));
    }

    [Fact]
    public async Task A_recipe_that_wants_each_and_a_run_that_a_person_made_again_stand_aside_for_nobody()
    {
        await ConnectAsync("dana", "ben");
        await AsideAsync(await RunAsync("dana"));
        var second = await RunAsync("ben");

        Assert.Null(await AsideAsync(second, Recipe(OccasionKind.Summary, once: false)));
        Assert.Null(await AsideAsync(second with { Occasion = new Occasion(OccasionKind.Summary, "again-1") }));
    }

    [Fact]
    public async Task Another_recipe_is_another_matter()
    {
        await ConnectAsync("dana", "ben");
        await AsideAsync(await RunAsync("dana"));

        Assert.Null(await AsideAsync(await RunAsync("ben"), Recipe(OccasionKind.Summary) with { Id = "other" }));
    }

    [Fact]
    public async Task Claims_go_after_a_while()
    {
        await ConnectAsync("dana", "ben");
        await AsideAsync(await RunAsync("dana"));
        var claims = new EventClaims(tables, new CountingChance());

        await claims.RemoveOldAsync(Given.Nine.AddDays(59), None);
        Assert.Single(tables.Snapshot(), row => row.Row.Partition == EventClaims.Partition);
        await claims.RemoveOldAsync(Given.Nine.AddDays(61), None);

        Assert.DoesNotContain(tables.Snapshot(), row => row.Row.Partition == EventClaims.Partition);
    }

    public Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation)
    {
        calls++;
        return Task.FromResult<FactAnswer>(new FactAnswer.Known(PlanGiven.Facts(("meeting", PlanGiven.Facts(
            ("title", new FactValue.Text("Weekly")),
            ("start", new FactValue.Time(Given.Nine.AddMinutes(1))),
            ("end", new FactValue.Time(Given.Nine.AddMinutes(29))))))));
    }

    private MeetingStore Meetings => new(tables, new CountingChance());

    private static Recipe Recipe(OccasionKind kind, bool once = true)
    {
        var recipe = PlanGiven.Recipe([], kind);
        return recipe with { When = recipe.When with { OncePerEvent = once } };
    }

    private async Task ConnectAsync(params string[] names)
    {
        var accounts = new AccountStore(tables, new CountingChance());
        await accounts.WriteAsync(new AccountState("dana", 1) { OwnerName = "Dana Smith" }, None);

        foreach (var name in names)
        {
            var draft = new ConnectionDraft(name, "convo", new Dictionary<string, string>(), new Dictionary<string, string> { ["apiKey"] = "convo_12345678" });
            await Connections.SaveAsync(draft, None);
            var happening = Given.Event($"id of {name}", "Weekly", Given.Nine, "dana@example.com", "ben@example.com");
            await Snapshots.WriteAsync(name, new CalendarState(1) { TakenAt = clock.Now, IsConnected = true }, CalendarChanges.Adding([], [happening]), None);
        }
    }

    private ConnectionStore Connections => new(tables, secrets, new CountingChance(), clock);

    private CalendarStore Snapshots => new(tables, new CountingChance(), new FlowOptions());

    private readonly MemorySecrets secrets = new();

    private async Task<Run> RunAsync(string connection, string conversation = "sess_1")
    {
        var key = MeetingKey.For(connection, conversation);
        var run = PlanGiven.Run(RunState.Waiting) with { Meeting = key, Deadline = clock.Now.AddHours(1), Tag = null };
        await Meetings.JoinAsync(new Meeting(key, conversation, clock.Now, Joined: 0, DeletedAt: null), [run], None);
        return (await Meetings.ReadAsync(key, None)).Runs.Single();
    }

    private async Task EndAsync(Run run, DeliveryState state)
    {
        var delivery = PlanGiven.Delivery("post", state) with { Tag = null };
        delivery = delivery with { Id = delivery.Id with { Meeting = run.Meeting } };
        var ended = run.End(state switch
        {
            DeliveryState.Delivered => RunState.Done,
            DeliveryState.Uncertain => RunState.Uncertain,
            _ => RunState.Refused,
        }, clock.Now, null);
        Assert.NotNull(await Meetings.WriteAsync(ended with { Total = 1, Written = 1 }, [delivery], None));
    }

    private async Task<Readiness?> AsideAsync(Run run) => await AsideAsync(run, Recipe(OccasionKind.Summary));

    // As another instance would, with nothing remembered.
    private async Task<Readiness?> AsideAsync(Run run, Recipe recipe)
    {
        var doubles = new DoubleRecordings(
            new EventClaims(tables, new CountingChance()), Meetings, new AccountStore(tables, new CountingChance()), new SeveralAccounts(Connections, clock),
            new FlowOptions(), clock);
        var content = new ContentStore(tables, clock);
        var calendar = new CalendarFacts(new ScriptedCalendar(clock), Snapshots, new MatchMemory(content, Snapshots), clock);
        var facts = new MeetingFacts(await Meetings.ReadAsync(run.Meeting, None), this, Connections, content, calendar);
        return await doubles.StandsAsideAsync(run, recipe, facts, None);
    }
}
