namespace Convo.Functions.Web.Api;

/// <summary>How meetings came to us, and whether one is missing.</summary>
/// <param name="Days">How many days it looks back.</param>
/// <param name="Meetings">All meetings that Convo has.</param>
/// <param name="ByWebhook">Those of which a webhook told first.</param>
/// <param name="ByPolling">Those that the poll found first.</param>
/// <param name="Missing">Those that Convo lists and we don't have.</param>
/// <param name="Deleted">Besides: those that were deleted in Convo.</param>
/// <param name="Unlisted">Besides: those that Convo's list shows no more, although nobody told of a deletion.</param>
/// <param name="Sentence">The same as a line, such as <c>41 meetings: 40 by webhook, 1 recovered by polling, 0 missing</c>.</param>
/// <param name="Accounts">Each account at Convo.</param>
public sealed record CompletenessAnswer(
    int Days,
    int Meetings,
    int ByWebhook,
    int ByPolling,
    int Missing,
    int Deleted,
    int Unlisted,
    string Sentence,
    IReadOnlyList<AccountCompletenessAnswer> Accounts);

/// <summary>The same of one account.</summary>
/// <param name="Connection">The account.</param>
/// <param name="Meetings">All meetings that Convo has.</param>
/// <param name="ByWebhook">Those of which a webhook told first.</param>
/// <param name="ByPolling">Those that the poll found first.</param>
/// <param name="Missing">Those that Convo lists and we don't have.</param>
/// <param name="Deleted">Besides: those that were deleted in Convo.</param>
/// <param name="Unlisted">Besides: those that Convo's list shows no more, although nobody told of a deletion.</param>
/// <param name="Sentence">The same as a line.</param>
/// <param name="Since">Since when Convo's list is compared with ours; left out where it never was.</param>
/// <param name="ComparedAt">When the whole list was last compared; left out where it never was: what is missing can't be told then.</param>
/// <param name="NextAt">When the poll goes on; left out where the account is not polled (any more).</param>
/// <param name="Trouble">Why the poll does not get through; left out while it does.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record AccountCompletenessAnswer(
    string Connection,
    int Meetings,
    int ByWebhook,
    int ByPolling,
    int Missing,
    int Deleted,
    int Unlisted,
    string Sentence,
    DateTimeOffset? Since,
    DateTimeOffset? ComparedAt,
    DateTimeOffset? NextAt,
    string? Trouble,
    string? Advice);

/// <summary>The hourly budgets of calls.</summary>
/// <param name="Items">One an account at Convo.</param>
public sealed record BudgetList(IReadOnlyList<BudgetAnswer> Items);

/// <summary>The hourly budget of calls of one account, shared by all that the product does with it.</summary>
/// <param name="Connection">The account.</param>
/// <param name="Limit">Calls an hour.</param>
/// <param name="Used">Calls of the last hour, ours and those of others.</param>
/// <param name="ByOthers">Of these, calls of other programs with a key of the same user, as far as Convo's headers tell.</param>
/// <param name="Remaining">How many calls are left for the facts of meetings.</param>
/// <param name="RemainingForPoll">How many of them the poll may make: it leaves the rest to the facts of meetings.</param>
/// <param name="ResetsAt">When all calls of now are over.</param>
/// <param name="ParkedUntil">Until when runs that need a call wait; left out where there is room.</param>
public sealed record BudgetAnswer(
    string Connection, int Limit, int Used, int ByOthers, int Remaining, int RemainingForPoll, DateTimeOffset? ResetsAt, DateTimeOffset? ParkedUntil);
