using System.Globalization;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>How large a campaign is, and out of which seed.</summary>
/// <param name="Meetings">How many meetings are held.</param>
/// <param name="Days">How many days it takes; in the last two none are held, so that every look of the poll comes.</param>
/// <param name="Seed">Where the plan and the faults come from.</param>
internal sealed record CampaignSize(int Meetings, int Days, ulong Seed)
{
    private const int FewestDays = 3;
    private const ulong UsualSeed = 20261122;

    /// <summary>The usual size, or what <c>CONVO_CAMPAIGN</c>, <c>CONVO_CAMPAIGN_DAYS</c> and <c>CONVO_CAMPAIGN_SEED</c> ask for.</summary>
    public static CampaignSize Asked(int meetings, int days)
    {
        var wanted = Number("CONVO_CAMPAIGN") is { } many ? (int)many : meetings;
        var length = Number("CONVO_CAMPAIGN_DAYS") is { } long_ ? (int)long_ : wanted == meetings ? days : Math.Max(days, wanted * 90 / 5000);
        return new CampaignSize(wanted, Math.Max(FewestDays, length), Number("CONVO_CAMPAIGN_SEED") ?? UsualSeed);
    }

    /// <summary>How to run it again.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"CONVO_CAMPAIGN={Meetings} CONVO_CAMPAIGN_DAYS={Days} CONVO_CAMPAIGN_SEED={Seed}");

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
