using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Simulation.Polling;

/// <summary>A conversation at Convo.</summary>
/// <param name="Id">Convo's id.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends; it is listed from then on.</param>
/// <param name="KeyPointsAt">When its key points are made; null where they never are.</param>
internal sealed record ModelMeeting(string Id, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset? KeyPointsAt);

/// <summary>
/// An account at Convo with its rolling hour, its list in an order that moves while it is read, its vague <c>since</c>, and its refusals. It counts every call.
/// </summary>
/// <remarks>Written without a look at how the poll works: it answers what the API documentation lets it answer.</remarks>
internal sealed class ModelConvo(int limit, int pageSize, TimeProvider clock, PollDice dice) : IConversationList, IFactSource
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly List<ModelMeeting> meetings = [];
    private readonly Queue<DateTimeOffset> window = new();

    public int Limit => limit;

    /// <summary>Calls of the poll.</summary>
    public int PollCalls { get; private set; }

    /// <summary>Of these, calls for key points.</summary>
    public int Looks { get; private set; }

    /// <summary>Calls that were over the limit.</summary>
    public int OverLimit { get; private set; }

    /// <summary>One call in so many is refused with 429 although there is room; 0 for none.</summary>
    public int RefusesOneIn { get; init; }

    /// <summary>Whether pages move while they are read: a row slips across the border, another shows twice.</summary>
    public bool Moves { get; init; }

    public IReadOnlyList<ModelMeeting> Meetings => meetings;

    public void Add(ModelMeeting meeting) => meetings.Add(meeting);

    /// <summary>Somebody deletes it there.</summary>
    public void Remove(ModelMeeting meeting) => meetings.Remove(meeting);

    public async Task<PollAnswer<ListPage>> PageAsync(
        Connection connection, DateTimeOffset since, int offset, CallGrant grant, CancellationToken cancellation)
    {
        if (await CallAsync(grant, cancellation) is { } until)
        {
            return new PollAnswer<ListPage>.Not(new PollTrouble("429", "Wait."), until);
        }

        PollCalls++;

        // Which time is meant is not documented: now it is the start, now the end.
        var byStart = dice.OneIn(2);
        var now = clock.GetUtcNow();
        var rows = meetings.Where(m => m.End <= now && (byStart ? m.Start : m.End) > since).OrderByDescending(m => m.Start).ToList();
        var from = Moves && offset > 0 ? Math.Max(0, offset - 1 + dice.Pick(3)) : offset;
        var page = rows.Skip(from).Take(pageSize).Select(m => new ListedMeeting(m.Id, m.Start, m.End, now >= m.End.AddMinutes(1))).ToList();
        if (Moves && page.Count > 1 && dice.OneIn(4))
        {
            page.Add(page[0]);
        }

        // Now and then an empty page, as while the list is being changed.
        if (Moves && dice.OneIn(50))
        {
            return new PollAnswer<ListPage>.Here(new ListPage([], null));
        }

        return new PollAnswer<ListPage>.Here(new ListPage(page, from + page.Count >= rows.Count ? null : offset + page.Count));
    }

    public async Task<PollAnswer<DateTimeOffset?>> KeyPointsAsync(
        Connection connection, string conversationId, CallGrant grant, CancellationToken cancellation)
    {
        if (await CallAsync(grant, cancellation) is { } until)
        {
            return new PollAnswer<DateTimeOffset?>.Not(new PollTrouble("429", "Wait."), until);
        }

        PollCalls++;
        Looks++;
        return new PollAnswer<DateTimeOffset?>.Here(Made(conversationId));
    }

    public Task<FactAnswer> ReadAsync(Connection connection, string conversationId, FactGroup group, CancellationToken cancellation)
    {
        FactAnswer answer = group switch
        {
            FactGroup.KeyPoints when Made(conversationId) is null => new FactAnswer.NotYet("no key points yet"),
            _ => new FactAnswer.Known(Group(("meeting", Group(("title", new FactValue.Text(conversationId)))))),
        };
        return Task.FromResult(answer);
    }

    private static FactValue.Group Group(params (string Name, FactValue Value)[] members) => new(members.ToDictionary(m => m.Name, m => m.Value));

    private DateTimeOffset? Made(string conversationId) =>
        meetings.Find(m => m.Id == conversationId)?.KeyPointsAt is { } made && made <= clock.GetUtcNow() ? made : null;

    // As every call goes: taken from the budget, counted by Convo, and the headers told to the budget.
    private async Task<DateTimeOffset?> CallAsync(CallGrant grant, CancellationToken cancellation)
    {
        if (await grant.TakeAsync(cancellation) is { } none)
        {
            return none.Until;
        }

        var now = clock.GetUtcNow();
        while (window.TryPeek(out var oldest) && oldest + Hour <= now)
        {
            window.Dequeue();
        }

        window.Enqueue(now);
        OverLimit += window.Count > limit ? 1 : 0;
        DateTimeOffset? closed = RefusesOneIn > 0 && dice.OneIn(RefusesOneIn) ? now.AddSeconds(30 + dice.Pick(150)) : null;
        await grant.HeardAsync(new CallReport(now, limit, Math.Max(0, limit - window.Count), closed), cancellation);
        return closed;
    }
}
