namespace Convo.Functions.Web.Api;

/// <summary>A meeting: its events, runs and deliveries. Nothing that was said in it but the title, as long as that is kept.</summary>
/// <param name="ConversationId">Convo's own id.</param>
/// <param name="Connection">The connection that it came by.</param>
/// <param name="Title">The title; for editors and admins, and only as long as it is kept.</param>
/// <param name="FirstSeen">When we first heard of it.</param>
/// <param name="DeletedAt">When Convo said that it was deleted.</param>
/// <param name="Events">What Convo told us, oldest first.</param>
/// <param name="Runs">The runs, oldest first.</param>
public sealed record MeetingAnswer(
    string ConversationId,
    string Connection,
    string? Title,
    DateTimeOffset FirstSeen,
    DateTimeOffset? DeletedAt,
    IReadOnlyList<EventAnswer> Events,
    IReadOnlyList<RunAnswer> Runs);

/// <summary>One event of a meeting.</summary>
/// <param name="Name">Convo's name of it, or <c>run.again</c>.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Source"><c>webhook</c>, <c>poll</c> or <c>person</c>.</param>
/// <param name="LateMinutes">How much later than its own time it came in; left out where it was not late.</param>
public sealed record EventAnswer(string Name, DateTimeOffset ReceivedAt, string Source, long? LateMinutes);

/// <summary>One page of meetings, newest first.</summary>
/// <param name="Items">The meetings.</param>
/// <param name="Next">The <c>cursor</c> of the next page; left out on the last.</param>
public sealed record MeetingPage(IReadOnlyList<MeetingAnswer> Items, string? Next);

/// <summary>One recipe on one meeting.</summary>
/// <param name="Id">Names it, also in addresses.</param>
/// <param name="ConversationId">The meeting.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Version">The recipe's version, bound when the run was made.</param>
/// <param name="Occasion">What it is about, such as <c>summary</c>.</param>
/// <param name="State"><c>waiting</c>, <c>planned</c>, <c>running</c>, <c>done</c>, <c>refused</c> or <c>cancelled</c>.</param>
/// <param name="OpenedAt">When the occasion opened.</param>
/// <param name="WaitsUntil">While it waits: by when it gives up on missing facts.</param>
/// <param name="LooksAgainAt">While it waits: when it looks again.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Reason">Why it waits, or ended as it did.</param>
/// <param name="Advice">What can be done.</param>
/// <param name="Deliveries">Its outward effects.</param>
public sealed record RunAnswer(
    string Id,
    string ConversationId,
    string Recipe,
    int Version,
    string Occasion,
    string State,
    DateTimeOffset OpenedAt,
    DateTimeOffset? WaitsUntil,
    DateTimeOffset? LooksAgainAt,
    DateTimeOffset? EndedAt,
    string? Reason,
    string? Advice,
    IReadOnlyList<DeliveryAnswer> Deliveries);

/// <summary>One outward effect of a run.</summary>
/// <param name="Step">The step of the recipe.</param>
/// <param name="Item">Which item, in a step that runs for each; from 0.</param>
/// <param name="Action">What delivers it.</param>
/// <param name="Connection">With which account.</param>
/// <param name="Destination">Where to.</param>
/// <param name="State"><c>awaiting</c> (a person's yes), <c>pending</c>, <c>delivered</c>, <c>refused</c>, <c>cancelled</c> or <c>uncertain</c>.</param>
/// <param name="Attempts">Attempts since the last success.</param>
/// <param name="NotBefore">When it is tried again; while it awaits a yes, until when.</param>
/// <param name="DeliveredAt">When it was delivered or edited last.</param>
/// <param name="Link">Where it can be seen.</param>
/// <param name="Reason">Why it waits, or ended as it did.</param>
/// <param name="Advice">What can be done.</param>
public sealed record DeliveryAnswer(
    string Step,
    int Item,
    string Action,
    string Connection,
    string Destination,
    string State,
    long Attempts,
    DateTimeOffset? NotBefore,
    DateTimeOffset? DeliveredAt,
    string? Link,
    string? Reason,
    string? Advice);

/// <summary>One page of runs, those of the newest meetings first.</summary>
/// <param name="Items">The runs.</param>
/// <param name="Next">The <c>cursor</c> of the next page; left out on the last.</param>
public sealed record RunPage(IReadOnlyList<RunAnswer> Items, string? Next);

/// <summary>What came of the wish to run again.</summary>
/// <param name="Id">The new run, which starts soon.</param>
public sealed record RunAgainAnswer(string Id);

/// <summary>Signed bodies that could not be read as events, newest first.</summary>
public sealed record QuarantineList(IReadOnlyList<QuarantineAnswer> Items);

/// <summary>One body in quarantine. The body itself is not shown.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Connection">Whose secret signed it.</param>
/// <param name="Reason">Why it can't be read.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="ReleasedAt">When it was released; left out while it waits.</param>
/// <param name="ReleasedBy">By whom.</param>
public sealed record QuarantineAnswer(
    string Id,
    string Connection,
    string Reason,
    DateTimeOffset ReceivedAt,
    long Bytes,
    DateTimeOffset? ReleasedAt,
    string? ReleasedBy);
