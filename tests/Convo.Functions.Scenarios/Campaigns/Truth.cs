using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>A meeting as it was played.</summary>
/// <param name="Id">Convo's id.</param>
/// <param name="Times">When what happened to it happened, by the campaign's clock.</param>
internal sealed record PlayedMeeting(string Id, Dictionary<Happening, DateTimeOffset> Times);

/// <summary>What happened at Convo, and what of it the product was told.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Played">The meetings by their number.</param>
/// <param name="Arrivals">What reached the product.</param>
internal sealed record Truth(CampaignPlan Plan, IReadOnlyDictionary<int, PlayedMeeting> Played, IReadOnlyList<Arrival> Arrivals)
{
    /// <summary>What is due for each meeting.</summary>
    public IReadOnlyList<Due> Due()
    {
        // A copy, however late it comes, says nothing that was not said.
        var taken = Arrivals.Where(arrival => arrival.IsTaken && arrival.Conversation.Length > 0)
            .DistinctBy(arrival => arrival.Body)
            .ToLookup(arrival => arrival.Conversation);
        return [.. Plan.Meetings.Select(meeting => new Due(meeting, Played[meeting.Number], [.. taken[Played[meeting.Number].Id]]))];
    }
}

/// <summary>What the product has to have made of a meeting: what it was told, and what the poll rebuilds of what it was not told. Pure.</summary>
/// <param name="Meeting">As planned.</param>
/// <param name="Played">As played.</param>
/// <param name="Taken">What the product took in about it.</param>
internal sealed record Due(PlannedMeeting Meeting, PlayedMeeting Played, IReadOnlyList<Arrival> Taken)
{
    // A look comes with the next ring, and quiet times ring every half hour.
    private static readonly TimeSpan Ring = TimeSpan.FromMinutes(30);

    // The list is compared every three hours, and each reading goes back a day less an hour.
    private static readonly TimeSpan LatestToBeMissed = TimeSpan.FromHours(12);

    public string Id => Played.Id;

    public string Account => Meeting.Tier;

    public MeetingKey Key => MeetingKey.For(Account, Id);

    public bool IsDeleted => Meeting.Has(Happening.Deleted);

    /// <summary>Whether the product was told of the deletion. A deletion that it was not told of is none to it: not being listed proves nothing.</summary>
    public bool IsToldDeleted => Taken.Any(arrival => arrival.Event is "conversation.deleted");

    /// <summary>Whether it was deleted without a word, so long before its place in the list was over that it was missed there in three comparisons.</summary>
    public bool IsSurelyUnlisted =>
        IsDeleted && !IsToldDeleted && Meeting.AtOf(Happening.Deleted) - Meeting.End + TimeSpan.FromMinutes(Meeting.Minutes) < LatestToBeMissed;

    /// <summary>The events that can't be rebuilt and are lost: the product can't know of them.</summary>
    public IEnumerable<Happening> NeverTold => Meeting.Steps.Select(step => step.What).Where(what => what switch
    {
        Happening.Renamed => !Tells("conversation.updated"),
        Happening.Shared => !Tells("conversation.shared"),
        Happening.Feedback => !Tells("conversation.feedback.ready"),
        Happening.Failed => !Tells("transcript.failed"),
        Happening.Deleted => !IsToldDeleted,
        Happening.Refreshed => !IsToldOfRefresh,
        Happening.KeyPoints => RunsOf(CampaignRecipes.Summary) is 0,
        _ => false,
    });

    /// <summary>Whether an event after the refresh says that there are key points: then they are read anew.</summary>
    public bool IsToldOfRefresh => Played.Times.TryGetValue(Happening.Refreshed, out var time) && Taken.Any(arrival => arrival.IsReady && arrival.At >= time);

    /// <summary>How many runs of a recipe there have to be; of a meeting of whose deletion the product was told, at most.</summary>
    public int RunsOf(string recipe) => recipe switch
    {
        CampaignRecipes.Created => 1,
        CampaignRecipes.Summary or CampaignRecipes.Draft => Taken.Any(arrival => arrival.IsReady) || IsFoundByPoll ? 1 : 0,
        CampaignRecipes.Renamed => Different("conversation.updated"),
        CampaignRecipes.Shared => Different("conversation.shared"),
        CampaignRecipes.Feedback => Tells("conversation.feedback.ready") ? 1 : 0,
        CampaignRecipes.Failed => Tells("transcript.failed") ? 1 : 0,
        _ => 0,
    };

    // The last look comes a day after the end.
    private bool IsFoundByPoll => Meeting.AtOf(Happening.KeyPoints) is { } made && made < Meeting.End + CampaignPlan.LastLook - Ring;

    private bool Tells(string name) => Taken.Any(arrival => arrival.Event == name);

    private int Different(string name) =>
        Taken.Where(arrival => arrival.Event == name).Select(arrival => arrival.Data).Distinct(StringComparer.Ordinal).Count();
}
