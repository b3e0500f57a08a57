using Convo.Functions.Core;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Budgets;
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
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace Convo.Functions.Simulation.Polling;

/// <summary>One process that runs the product in a world of polls: the flow, the poll and the budget, with nothing between them and the tables.</summary>
internal sealed class PollInstance
{
    public PollInstance(PollWorld world)
    {
        var (tables, chance, clock) = (world.Tables, world.Dice, world.Clock);
        var options = new FlowOptions();
        var open = new OpenWork(tables, chance);
        var meetings = new MeetingStore(tables, chance);
        var content = new ContentStore(tables, clock);
        var hints = new Hints(new Queue(world), options, NullLogger<Hints>.Instance);
        var team = new Team(world);
        var actions = new ActionShelf([new CountAction(world)]);
        Budget = new CallBudget(tables, chance, clock);
        Store = new PollStore(tables, chance);
        var snapshot = new CalendarStore(tables, chance, options);
        var matches = new MatchMemory(content, snapshot);
        var calendar = new CalendarFacts(new NoCalendar(), snapshot, matches, clock);
        var quotas = new AiQuotas(new AccountStore(tables, chance), clock);
        var generating = new Generating(new NoGenerations(), team, content, new CreditBook(tables, quotas, chance, clock), quotas, clock);
        var made = new MadeFacts(generating, new Sharing(new NoGenerations(), team, content), actions, team);
        Flow = new Flow(
            new Inbox(open, meetings, content, new Timeline(tables), new Quarantine(tables, content, options, chance), matches),
            open,
            meetings,
            team,
            new Gathering(world.Convo, team, content, calendar),
            new Planner(meetings, content, team, actions, made, team, options, clock),
            new Deliverer(meetings, content, team, team, actions, team, generating, options, clock, chance, NullLogger<Deliverer>.Instance),
            new Ending(meetings, open, content, new Answering(open, meetings, content, chance), hints, options, clock),
            hints,
            clock);
        Meetings = meetings;
        var comparing = new Comparing(Store, meetings, new Timeline(tables));
        Poll = new AccountPoll(
            Store, world.Convo, meetings, new Finds(meetings, open, hints, clock), comparing, Budget, clock, NullLogger<AccountPoll>.Instance);
    }

    public Flow Flow { get; }

    public AccountPoll Poll { get; }

    public PollStore Store { get; }

    public CallBudget Budget { get; }

    public MeetingStore Meetings { get; }

    private sealed class Queue(PollWorld world) : IQueues
    {
        public Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
        {
            world.Send(item, delay);
            return Task.CompletedTask;
        }
    }

    private sealed class Team(PollWorld world) : IRecipes, IConnections, IConnectionSecrets, IPrivacyRules
    {
        private static readonly Dictionary<string, string> NoSecrets = [];

        public Task<PrivacyRules> NowAsync(string account, CancellationToken cancellation) => Task.FromResult(PrivacyRules.None);

        public Task<IReadOnlyList<PublishedRecipe>> PublishedAsync(CancellationToken cancellation) => Task.FromResult(world.Recipes);

        public Task<Recipe?> VersionAsync(string id, int version, CancellationToken cancellation) =>
            Task.FromResult(world.Recipes.FirstOrDefault(published => published.Recipe.Id == id)?.Recipe);

        public Task<string?> IsOffAsync(string id, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<Connection?> FindAsync(string name, CancellationToken cancellation) =>
            Task.FromResult<Connection?>(name == PollWorld.Account ? world.Connection : new Connection(name, "sim", NoSecrets, 1));

        public Task<IReadOnlyDictionary<string, string>?> ReadAsync(Connection connection, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<string, string>?>(NoSecrets);
    }

    /// <summary>Counts what is delivered; it always works, so a second time is a double run.</summary>
    private sealed class CountAction(PollWorld world) : SimulatedAction
    {
        public override ActionInfo Info { get; } = new(PostAction.Name, 1, "Post", "Posts a message.", "sim");

        public override Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
        {
            // An edit of the same message is none.
            if (context.Receipt is null)
            {
                world.Delivered[context.DeliveryId] = world.Delivered.GetValueOrDefault(context.DeliveryId) + 1;
            }

            return Task.FromResult<Outcome>(new Outcome.Delivered(context.DeliveryId));
        }

        public override Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
            Task.FromResult<LookUp>(new LookUp.Absent());

        public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
            Task.FromResult<Outcome>(new Outcome.Withdrawn());
    }
}
