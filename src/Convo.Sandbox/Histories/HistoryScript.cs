using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Histories;

/// <summary>
/// A whole account's past as a file: who is there, which meetings come again and again, what was met about, and every meeting with its day. The words
/// of a meeting are drawn from its topic with the seed, so that thousands of segments need no file.
/// </summary>
internal sealed record HistoryScript(
    string Description,
    IReadOnlyDictionary<string, CalendarScript.Person> People,
    IReadOnlyDictionary<string, HistoryScript.Series> Recurring,
    IReadOnlyList<HistoryScript.Meeting> Meetings,
    IReadOnlyDictionary<string, HistoryScript.Topic> Topics)
{
    /// <summary>A meeting that comes again.</summary>
    /// <param name="Summary">Its title in the calendar, and in Convo.</param>
    /// <param name="At">Its time of day in the owner's zone.</param>
    /// <param name="Minutes">Its length.</param>
    /// <param name="With">Who is invited: <c>me</c> (the account's owner), <c>twin</c> (the owner of the other account), or a name out of the people.</param>
    /// <param name="Topic">What it is about.</param>
    /// <param name="Next">In how many working days it comes again.</param>
    internal sealed record Series(string Summary, string At, int Minutes, IReadOnlyList<string> With, string Topic, IReadOnlyList<int> Next);

    /// <summary>One meeting; what is missing comes from its series.</summary>
    /// <param name="DaysAgo">Working days before today.</param>
    /// <param name="MinutesAgo">Instead of a day: when it ended.</param>
    /// <param name="Series">The series it belongs to; null for one that stands alone.</param>
    /// <param name="At">Its time of day.</param>
    /// <param name="Minutes">Its length.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="With">Who speaks; <c>other</c> is a voice that Convo gives no name.</param>
    /// <param name="Topic">What it is about.</param>
    /// <param name="Segments">How much is said.</param>
    /// <param name="Keypoints">False: none were made.</param>
    /// <param name="Feedback">True: there is feedback.</param>
    /// <param name="Failed">Why there is no transcript.</param>
    /// <param name="Planned">True: it is in the calendar without being of a series.</param>
    /// <param name="Linked">True: Convo links it with its event of the calendar.</param>
    /// <param name="Twin">True: the owner of the other account recorded it too.</param>
    internal sealed record Meeting(
        int? DaysAgo,
        int? MinutesAgo,
        string? Series,
        string? At,
        int? Minutes,
        string? Title,
        IReadOnlyList<string>? With,
        string? Topic,
        int? Segments,
        bool? Keypoints,
        bool? Feedback,
        string? Failed,
        bool? Planned,
        bool? Linked,
        bool? Twin);

    /// <summary>What a meeting can be about: things to say, and what key points make of them.</summary>
    internal sealed record Topic(
        string Heading,
        IReadOnlyList<string> Lines,
        IReadOnlyList<string> Points,
        IReadOnlyList<string> Decisions,
        IReadOnlyList<string> Items);
}
