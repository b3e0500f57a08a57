namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>A time in which the product can't be reached: what Convo sends then is lost.</summary>
internal sealed record Outage(TimeSpan From, TimeSpan To)
{
    public bool Covers(TimeSpan time) => From <= time && time < To;
}

/// <summary>All that happens at Convo in a campaign. Pure: one size and seed, one plan.</summary>
/// <param name="Size">The size that it was made for.</param>
/// <param name="Meetings">The meetings, in the order in which they end.</param>
/// <param name="Outages">When the product can't be reached.</param>
internal sealed record CampaignPlan(CampaignSize Size, IReadOnlyList<PlannedMeeting> Meetings, IReadOnlyList<Outage> Outages)
{
    public const string Starter = "starter";
    public const string Professional = "professional";
    public const string Enterprise = "enterprise";

    /// <summary>How long after its end Convo's list is looked at for key points for the last time (README of the folder Polling in Core).</summary>
    public static readonly TimeSpan LastLook = TimeSpan.FromHours(24);

    private const int DaysWithoutMeetings = 2;

    // On one day of a large campaign an account has more meetings than a page of its list has rows: only then do pages shift.
    private const int ManyMeetings = 1000;
    private const int Crowd = 140;
    private const int CrowdedDay = 2;

    // Looks come at 6 and at 24 hours: whatever was made within five hours is found before the soonest deletion.
    private const int SoonestDeletion = 9 * 60;

    /// <summary>A Monday, 00:00 UTC: the first of several months, so that the credits of one don't last.</summary>
    public static DateTimeOffset Begin { get; } = new(2027, 1, 4, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<string> Tiers { get; } = [Starter, Professional, Enterprise];

    public TimeSpan Length => TimeSpan.FromDays(Size.Days);

    /// <summary>Makes the plan.</summary>
    public static CampaignPlan Make(CampaignSize size)
    {
        var dice = new CampaignDice(size.Seed);
        var days = size.Days - DaysWithoutMeetings;
        var crowd = size.Meetings >= ManyMeetings ? Crowd : 0;
        var meetings = Enumerable.Range(0, size.Meetings).Select(number => Meeting(number, days, crowd, dice)).OrderBy(meeting => meeting.End).ToList();
        var outages = Enumerable.Range(0, days).Select(day => OutageOf(day, dice)).ToList();
        return new CampaignPlan(size, meetings, outages);
    }

    private static PlannedMeeting Meeting(int number, int days, int crowd, CampaignDice dice)
    {
        var isInCrowd = number < crowd;
        var tier = isInCrowd ? Enterprise : dice.Pick(10) switch { < 2 => Starter, < 6 => Professional, _ => Enterprise };
        var end = isInCrowd ? TimeSpan.FromDays(CrowdedDay) + TimeSpan.FromMinutes(dice.Between(9 * 60, 16 * 60)) : EndOf(days, dice);
        var steps = new List<PlannedStep> { new(end, Happening.Held) };
        var made = dice.Pick(100) switch
        {
            < 4 => (TimeSpan?)null,
            < 8 => end + TimeSpan.FromMinutes(dice.Between(120, 300)),
            < 11 => end + LastLook + TimeSpan.FromMinutes(dice.Between(120, 300)),
            _ => end + TimeSpan.FromMinutes(dice.Between(1, 9)),
        };
        if (made is { } time)
        {
            steps.Add(new PlannedStep(time, Happening.KeyPoints));
        }
        else if (dice.Percent(60))
        {
            steps.Add(new PlannedStep(end + TimeSpan.FromMinutes(dice.Between(2, 20)), Happening.Failed));
        }

        AddLater(steps, end, made, dice);
        var ordered = steps.OrderBy(step => step.At).ToList();
        return new PlannedMeeting(number, tier, dice.Percent(15), dice.Between(15, 75), ordered);
    }

    private static void AddLater(List<PlannedStep> steps, TimeSpan end, TimeSpan? made, CampaignDice dice)
    {
        Perhaps(20, Happening.Renamed, end, 10, 400);
        Perhaps(10, Happening.Shared, end, 30, 400);
        if (made is { } time)
        {
            Perhaps(20, Happening.Refreshed, time, 60, 200);
            Perhaps(20, Happening.Feedback, time, 1, 60);
        }

        // After everything else, and never where the key points come later than that.
        if (made < end + LastLook || made is null)
        {
            Perhaps(8, Happening.Deleted, end, SoonestDeletion, 24 * 60);
        }

        void Perhaps(int percent, Happening what, TimeSpan after, int least, int most)
        {
            var isSo = dice.Percent(percent);
            var minutes = dice.Between(least, most);
            if (isSo)
            {
                steps.Add(new PlannedStep(after + TimeSpan.FromMinutes(minutes), what));
            }
        }
    }

    // Offices are open on weekdays from 8 to 17; some meetings are at night or on a weekend.
    private static TimeSpan EndOf(int days, CampaignDice dice)
    {
        var day = dice.Pick(days);
        while (day % 7 > 4 && dice.Percent(90))
        {
            day = dice.Pick(days);
        }

        var minute = dice.Percent(90) ? dice.Between(8 * 60, 17 * 60) : dice.Between(60, (24 * 60) - 1);
        return TimeSpan.FromDays(day) + TimeSpan.FromMinutes(minute);
    }

    private static Outage OutageOf(int day, CampaignDice dice)
    {
        var from = TimeSpan.FromDays(day) + TimeSpan.FromMinutes(dice.Between(8 * 60, 15 * 60));
        return new Outage(from, from + TimeSpan.FromMinutes(dice.Between(30, 150)));
    }
}
