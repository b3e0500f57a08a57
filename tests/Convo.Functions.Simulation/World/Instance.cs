using Convo.Functions.Core;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Simulation.Schedule;
using Microsoft.Extensions.Logging.Abstractions;

namespace Convo.Functions.Simulation.World;

/// <summary>One process that runs the product: its own memory, and the world's store, queue and clock.</summary>
internal sealed class Instance
{
    private readonly int number;

    public Instance(SimulatedWorld world, int number)
    {
        this.number = number;
        var chance = new WorldChance(world);
        var clock = world.Clock.For(this);
        var options = world.Options;
        var tables = world.Mutant.Tables(new ScheduledTables(world, this));
        Open = new OpenWork(tables, chance);
        Meetings = new MeetingStore(tables, chance);
        Content = new ContentStore(tables, clock);
        Hints = new Hints(world.Queue.For(this), options, NullLogger<Hints>.Instance);
        var recipes = world.Recipes.For(this);
        var team = new Team();
        var actions = new ActionShelf(
            [world.Mutant.Action(new PostAction(world, this)), new TellAction(world, this), new RetitleAction(world, this), new GenerateAction(world, this)],
            [new PostAction(world, this, Asking.Action)]);
        var quotas = new AiQuotas(new AccountStore(tables, chance), clock);
        var convo = world.Mutant.Generations(new ScriptedGenerations(world, this));
        var generating = new Generating(convo, team, Content, new CreditBook(tables, quotas, chance, clock), quotas, clock);
        var made = new MadeFacts(generating, new Sharing(new NoGenerations(), team, Content), actions, team);
        var snapshot = new CalendarStore(tables, chance, options);
        var matches = new MatchMemory(Content, snapshot);
        var calendar = new CalendarFacts(new NoCalendar(), snapshot, matches, clock);
        var inbox = new Inbox(Open, Meetings, Content, new Timeline(tables), new Quarantine(tables, Content, options, chance), matches);
        var answering = new Answering(Open, Meetings, Content, chance);
        Answers = new Answers(Meetings, answering, Open, Hints, new AuditTrail(tables, chance, clock), clock);
        Flow = new Flow(
            inbox,
            Open,
            Meetings,
            recipes,
            new Gathering(new ScriptedFacts(world, this), team, Content, calendar),
            new Planner(Meetings, Content, recipes, actions, made, team, options, clock),
            new Deliverer(Meetings, Content, team, team, actions, team, generating, options, clock, chance, NullLogger<Deliverer>.Instance),
            new Ending(Meetings, Open, Content, answering, Hints, options, clock),
            Hints,
            clock);
    }

    public bool IsAlive { get; private set; } = true;

    public Answers Answers { get; }

    public Flow Flow { get; }

    public OpenWork Open { get; }

    public MeetingStore Meetings { get; }

    public ContentStore Content { get; }

    public Hints Hints { get; }

    public void Die() => IsAlive = false;

    public override string ToString() => $"#{number}";

    private sealed class WorldChance(SimulatedWorld world) : IChance
    {
        public double Next() => world.Choices.Share(Topic.Dice);

        public string NewId() => world.Choices.Id();
    }

    private sealed class Team : IConnections, IConnectionSecrets, IPrivacyRules
    {
        public Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
            Task.FromResult<Connection?>(new Connection(name, name is "team" ? "sim" : "convo", new Dictionary<string, string>(), 1));

        public Task<IReadOnlyDictionary<string, string>?> ReadAsync(Connection connection, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<string, string>?>(new Dictionary<string, string>());

        public Task<PrivacyRules> NowAsync(string account, CancellationToken cancellation) => Task.FromResult(PrivacyRules.None);
    }
}
