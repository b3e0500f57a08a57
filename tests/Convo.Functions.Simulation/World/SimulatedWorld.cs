using Convo.Functions.Core;
using Convo.Functions.Simulation.Checks;
using Convo.Functions.Simulation.Mutants;
using Convo.Functions.Simulation.Schedule;
using Convo.Functions.Simulation.Stores;

namespace Convo.Functions.Simulation.World;

/// <summary>A whole world: instances of the product, the store, the queue, Convo, the destinations, and the time. One seed, one course.</summary>
internal sealed partial class SimulatedWorld
{
    private readonly WorldSettings settings;
    private readonly List<Instance> instances = [];
    private readonly List<(Job Job, Action<Job> Ended)> jobs = [];
    private readonly List<ScriptItem> script = [];
    private int instancesMade;
    private int endings;
    private int crashes;
    private DateTimeOffset noSweepBefore;

    public SimulatedWorld(Choices choices, WorldSettings settings, Mutant? mutant = null)
    {
        this.settings = settings;
        Choices = choices;
        Mutant = mutant ?? Mutant.None;
        Scheduler = new Scheduler(Clock);
        Faults = new StoreFaults(choices, settings.Store, settings.Plan);
        Queue = new AdversarialQueue(this) { IsReliable = settings.MostCrashes is 0 };
        Recipes = new RecipeBook(this);
        Channel = new Destination(Fail);
        Inbox = new Destination(Fail);
        Credits = new CreditedConvo(this);
        Watch = new Watch(this);

        for (var i = 0; i < settings.Instances; i++)
        {
            instances.Add(new Instance(this, instancesMade++));
        }
    }

    public Choices Choices { get; }

    public Mutant Mutant { get; }

    public VirtualClock Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public Scheduler Scheduler { get; }

    public FlowOptions Options { get; } = new();

    public MemoryTables Rows { get; } = new();

    public StoreFaults Faults { get; }

    public AdversarialQueue Queue { get; }

    public RecipeBook Recipes { get; }

    /// <summary>Where messages can be looked up and edited.</summary>
    public Destination Channel { get; }

    /// <summary>Where they can't.</summary>
    public Destination Inbox { get; }

    /// <summary>What Convo generated for credits.</summary>
    public CreditedConvo Credits { get; }

    public Watch Watch { get; }

    /// <summary>Convo's meetings by their ids.</summary>
    public Dictionary<string, ScriptedMeeting> Meetings { get; } = [];

    /// <summary>How many instances died.</summary>
    public int Crashes => crashes;

    /// <summary>True once nothing goes wrong any more.</summary>
    public bool IsHealing { get; private set; }

    /// <summary>What the model found wrong first; null while all is well.</summary>
    public string? Failure { get; private set; }

    public Instance AnyInstance() => instances[Choices.Pick(Topic.Order, instances.Count)];

    /// <summary>Notes what is wrong; the first counts.</summary>
    public void Fail(string what)
    {
        Failure ??= what;
        Scheduler.Note($"WRONG: {what}");
    }

    /// <summary>Adds to the script: something that happens to the world at its time.</summary>
    public void At(DateTimeOffset time, string what, Action happens) => script.Add(new ScriptItem(time, what, happens));

    /// <summary>Gives an instance something to do.</summary>
    public void Start(Instance instance, string name, Func<Task> work, Action<Job> ended)
    {
        var job = new Job(instance, name);
        jobs.Add((job, ended));
        Scheduler.Note($"{instance} begins {name}");
        _ = job.RunAsync(work);
    }

    /// <summary>A call that is never answered.</summary>
    public static async Task HangAsync(Instance instance, CancellationToken cancellation)
    {
        var never = new TaskCompletionSource();
        await using var registration = cancellation.Register(() =>
        {
            if (instance.IsAlive)
            {
                never.TrySetCanceled(cancellation);
            }
        });
        await never.Task;
    }

    /// <summary>How the next call to the outside ends.</summary>
    public OutsideEnding NextEnding()
    {
        if (endings < settings.Endings.Count)
        {
            return settings.Endings[endings++];
        }

        return !IsHealing && settings.OutsideOneIn > 0 && Choices.Now(Topic.Outside, settings.OutsideOneIn)
            ? (OutsideEnding)Choices.Pick(Topic.Outside, Enum.GetValues<OutsideEnding>().Length)
            : OutsideEnding.Works;
    }

    /// <summary>Lives until nothing is left to do, heals, and lives on until nothing is left to do again.</summary>
    /// <returns>What is wrong; null when all is well.</returns>
    public string? Run()
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);

        try
        {
            Live(stormsUntil: script.Count is 0 ? Now : script.Max(s => s.Time) + TimeSpan.FromMinutes(10));
            IsHealing = true;
            Faults.AreOver = true;
            Queue.IsReliable = true;
            Scheduler.Note("THE STORM IS OVER");
            Live(stormsUntil: null);

            if (Failure is null)
            {
                new Verdict(this).Check();
            }

            return Failure;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Lets time pass without anything being due, then sweeps.</summary>
    public void SweepAfter(TimeSpan time)
    {
        Clock.MoveTo(Now + time);
        StartSweep();
        Live(stormsUntil: null);
    }

    private sealed record ScriptItem(DateTimeOffset Time, string What, Action Happens);
}
