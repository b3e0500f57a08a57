using System.Text;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Polling;

/// <summary>How wild a world of polls is.</summary>
/// <param name="Limit">The account's calls an hour.</param>
/// <param name="HasWebhooks">False on the Starter plan.</param>
internal sealed record PollSettings(int Limit, bool HasWebhooks)
{
    public ulong Seed { get; init; } = 20261122;

    public int Instances { get; init; } = 2;

    /// <summary>Of so many phases of a meeting, how many are not told of by any webhook: 0 to 1.</summary>
    public double Drops { get; init; } = 0.3;

    /// <summary>One call in so many is refused with 429.</summary>
    public int RefusesOneIn { get; init; } = 100;

    /// <summary>During a round of the poll, one call of the store in so many fails: the round ends there, wherever that is.</summary>
    public int StoreFailsOneIn { get; init; } = 2000;

    public int PageSize { get; init; } = 5;

    public bool PagesMove { get; init; } = true;
}

/// <summary>Weeks of meetings at Convo, webhooks that get lost, and instances of the product that poll. One seed, one course.</summary>
internal sealed class PollWorld
{
    public const string Account = "acme";
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(5);
    private static readonly string[] Ready = ["conversation.keypoints.ready", "conversation.summary.ready", "conversation.action_items.ready"];

    private readonly PriorityQueue<Func<Task>, (DateTimeOffset Time, long Order)> agenda = new();
    private readonly PollSettings settings;
    private readonly List<PollInstance> instances;
    private long order;
    private bool storeMayFail;

    public PollWorld(PollSettings settings)
    {
        this.settings = settings;
        Dice = new PollDice(settings.Seed);
        Convo = new ModelConvo(settings.Limit, settings.PageSize, Clock, Dice) { RefusesOneIn = settings.RefusesOneIn, Moves = settings.PagesMove };
        Tables = new MemoryTables(_ =>
            storeMayFail && Dice.OneIn(settings.StoreFailsOneIn) ? throw new StorageException("cut off", mayHaveHappened: true) : ValueTask.CompletedTask);
        instances = [.. Enumerable.Range(0, settings.Instances).Select(_ => new PollInstance(this))];
    }

    public PollClock Clock { get; } = new();

    public PollDice Dice { get; }

    public ModelConvo Convo { get; }

    public MemoryTables Tables { get; }

    /// <summary>What was delivered, by the delivery's mark: how often.</summary>
    public Dictionary<string, int> Delivered { get; } = [];

    /// <summary>Meetings of which no webhook told that they were made, or that their key points were.</summary>
    public HashSet<(string Id, OccasionKind Kind)> Lost { get; } = [];

    public int StorageFailures { get; private set; }

    public IReadOnlyList<PublishedRecipe> Recipes { get; } =
    [
        new(TeamRecipes.ForOnePost(), 1, DateTimeOffset.MinValue),
        new(TeamRecipes.ForCreated(), 1, DateTimeOffset.MinValue),
    ];

    public Connection Connection { get; } = new(Account, ConnectionKind.Convo.Name, new Dictionary<string, string>(), 1);

    public PollInstance AnyInstance => instances[Dice.Pick(instances.Count)];

    /// <summary>A hint that some instance follows when its time has come.</summary>
    public void Send(WorkItem item, TimeSpan delay) => At(Clock.Now + delay, () => AnyInstance.Flow.FollowAsync(item, CancellationToken.None));

    /// <summary>A meeting is held, and Convo tells of it, or not.</summary>
    public void Hold(ModelMeeting meeting)
    {
        Convo.Add(meeting);
        Tell(meeting, meeting.End, OccasionKind.Created, "conversation.created");
        if (meeting.KeyPointsAt is { } made)
        {
            Tell(meeting, made, OccasionKind.Summary, Ready);
        }
    }

    /// <summary>Something happens at its time.</summary>
    public void At(DateTimeOffset time, Func<Task> happens) => agenda.Enqueue(happens, (time, order++));

    /// <summary>Lives on, with a tick of the heads' timers every five minutes.</summary>
    public async Task LiveUntilAsync(DateTimeOffset end)
    {
        for (var tick = Clock.Now; tick < end; tick += Tick)
        {
            At(tick, TickAsync);
        }

        while (agenda.TryPeek(out _, out var next) && next.Time <= end)
        {
            var happens = agenda.Dequeue();
            Clock.Now = next.Time > Clock.Now ? next.Time : Clock.Now;
            await happens();
        }

        Clock.Now = end;
    }

    /// <summary>Every instance rings its timers: nothing says which one is first, or that only one does.</summary>
    public async Task TickAsync()
    {
        foreach (var instance in instances.OrderBy(_ => Dice.Next()).ToList())
        {
            storeMayFail = settings.StoreFailsOneIn > 0;
            try
            {
                await instance.Poll.RunAsync(Connection, CancellationToken.None);
            }
            catch (StorageException)
            {
                // The head logs it; the next round goes on.
                StorageFailures++;
            }

            storeMayFail = false;
            await instance.Flow.SweepAsync(Clock.Now, CancellationToken.None);
        }
    }

    /// <summary>Convo delivers one event, some time after it happened, perhaps twice.</summary>
    public void Deliver(ModelMeeting meeting, string name, DateTimeOffset happened, TimeSpan delay)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"event":"{{name}}","data":{"conversationId":"{{meeting.Id}}"},"timestamp":"{{happened.UtcDateTime:O}}"}""");
        At(happened + delay, () => AnyInstance.Flow.AcceptAsync(new Arrival(Account, body, Clock.Now), CancellationToken.None));
    }

    private void Tell(ModelMeeting meeting, DateTimeOffset happened, OccasionKind kind, params string[] names)
    {
        if (!settings.HasWebhooks || Dice.Next() < settings.Drops)
        {
            Lost.Add((meeting.Id, kind));
            return;
        }

        foreach (var name in names)
        {
            for (var copies = Dice.OneIn(5) ? 2 : 1; copies > 0; copies--)
            {
                Deliver(meeting, name, happened, TimeSpan.FromSeconds(Dice.OneIn(5) ? Dice.Pick(600) : 1 + Dice.Pick(5)));
            }
        }
    }
}
