using System.ComponentModel.DataAnnotations;

namespace Convo.Functions.Web.Api;

/// <summary>A meeting: its events, runs and deliveries. Nothing that was said in it but the title, as long as that is kept.</summary>
/// <param name="ConversationId">Convo's own id; of a tombstone its hash, for the id is forgotten.</param>
/// <param name="Connection">The connection that it came by.</param>
/// <param name="Title">The title; for editors and admins, and only as long as it is kept.</param>
/// <param name="FirstSeen">When we first heard of it.</param>
/// <param name="DeletedAt">When Convo said that it was deleted.</param>
/// <param name="Tombstone">What is left of it, once everything was taken back that can be; left out while it lives.</param>
/// <param name="Events">What Convo told us, oldest first.</param>
/// <param name="Runs">The runs, oldest first.</param>
/// <param name="NotRecalled">After its deletion: what was sent and can't be recalled, by name; empty where all was taken back.</param>
/// <param name="GotOut">Whether it got out.</param>
/// <param name="Without">Recipes that are on and have no run on the meeting, and why; left out in lists.</param>
public sealed record MeetingAnswer(
    string ConversationId,
    string Connection,
    string? Title,
    DateTimeOffset FirstSeen,
    DateTimeOffset? DeletedAt,
    TombstoneAnswer? Tombstone,
    IReadOnlyList<EventAnswer> Events,
    IReadOnlyList<RunAnswer> Runs,
    IReadOnlyList<string> NotRecalled,
    GotOutAnswer GotOut,
    IReadOnlyList<WithoutRunAnswer>? Without = null);

/// <summary>What is left of a deleted meeting: counts.</summary>
/// <param name="Events">How many events came.</param>
/// <param name="Runs">How many runs it had.</param>
/// <param name="TakenBack">How many deliveries were taken back.</param>
/// <param name="Standing">How many deliveries can't be recalled.</param>
public sealed record TombstoneAnswer(long Events, long Runs, long TakenBack, long Standing);

/// <summary>Did it get out?</summary>
/// <param name="Word">The answer in a word.</param>
/// <param name="Sentence">The answer in a sentence.</param>
public sealed record GotOutAnswer(
    [property: AllowedValues("yes", "partly", "no", "on-its-way", "uncertain", "nothing")] string Word, string Sentence);

/// <summary>A recipe that is on and did not run on a meeting.</summary>
/// <param name="Recipe">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Reason">Why not.</param>
public sealed record WithoutRunAnswer(string Recipe, string Name, string Reason);

/// <summary>One event of a meeting.</summary>
/// <param name="Name">Convo's name of it, or <c>run.again</c>.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Source"><c>webhook</c>, <c>poll</c> or <c>person</c>.</param>
/// <param name="LateMinutes">How much later than its own time it came in; left out where it was not late.</param>
public sealed record EventAnswer(
    string Name, DateTimeOffset ReceivedAt, [property: AllowedValues("webhook", "poll", "person")] string Source, long? LateMinutes);

/// <summary>One page of meetings, newest first.</summary>
/// <param name="Items">The meetings.</param>
/// <param name="Next">The <c>cursor</c> of the next page; left out on the last.</param>
public sealed record MeetingPage(IReadOnlyList<MeetingAnswer> Items, string? Next);

/// <summary>One recipe on one meeting.</summary>
/// <param name="Id">Names it, also in addresses.</param>
/// <param name="ConversationId">The meeting.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="RecipeName">What people call it; left out where it was removed since.</param>
/// <param name="Version">The recipe's version, bound when the run was made.</param>
/// <param name="Occasion">What it is about, such as <c>summary</c>.</param>
/// <param name="State">How far it is.</param>
/// <param name="CanRunAgain">Whether it can be run again: it has ended, its recipe is on, and the meeting is still there.</param>
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
    string? RecipeName,
    int Version,
    string Occasion,
    [property: AllowedValues("waiting", "planned", "running", "done", "refused", "uncertain", "cancelled")] string State,
    bool CanRunAgain,
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
/// <param name="State">
/// <c>awaiting</c> (a person's yes), <c>pending</c>, <c>delivered</c>, <c>refused</c>, <c>cancelled</c>, <c>uncertain</c>, <c>withdrawn</c> or <c>stands</c>.
/// </param>
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

/// <summary>Which runs are wanted again.</summary>
/// <param name="State">In which state they ended.</param>
/// <param name="Recipe">Only those of the recipe with this id.</param>
/// <param name="Since">Only those whose occasion opened since then.</param>
/// <param name="Confirm">The count that was answered before: then they are started. Left out to count.</param>
public sealed record RunsAgainRequest(
    [property: AllowedValues("refused", "cancelled")] string? State, string? Recipe = null, DateTimeOffset? Since = null, int? Confirm = null);

/// <summary>How many runs would be, or were, run again.</summary>
/// <param name="Count">How many there are, at most 100.</param>
/// <param name="Started">How many were started.</param>
/// <param name="More">Whether there are more than were counted.</param>
/// <param name="Sentence">All of this in words.</param>
public sealed record RunsAgainAnswer(int Count, int Started, bool More, string Sentence);

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
