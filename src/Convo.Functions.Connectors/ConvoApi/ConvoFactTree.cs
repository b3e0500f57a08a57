using Convo.Client;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Convo's answers as facts, under the paths of the catalogue. What Convo left out has no value; a list that came empty is an empty list.</summary>
internal static class ConvoFactTree
{
    public static FactValue.Group OfId(string conversationId) => Group(("meeting", Group(("id", Text(conversationId)))));

    public static FactValue.Group Of(Conversation row) => Group(("meeting", Group(
        ("id", Text(row.Id)),
        ("title", Text(row.Title)),
        ("start", Time(row.StartTime)),
        ("end", Time(row.EndTime)),
        ("minutes", Number(row.DurationMinutes ?? (row.EndTime - row.StartTime)?.TotalMinutes)),
        ("segments", Number(row.SegmentCount)),
        ("calendarEventId", Text(row.LinkedCalendarEventId)))));

    public static FactValue.Group Of(KeypointsDocument document) => Group(
        ("keyPoints", Group(
            ("title", Text(document.Keypoints.Title) ?? Text(document.Title)),
            ("sections", List(document.Keypoints.Sections, section => Group(("heading", Text(section.Heading)), ("points", List(section.Points, Text))))))),
        ("decisions", List(document.Keypoints.Decisions, Text)),
        ("actionItems", List(document.Keypoints.ActionItems, Item)),
        ("participants", List(document.Keypoints.Participants, Text)),
        ("dates", List(document.Keypoints.ImportantDates, date => Group(("date", Text(date.Date)), ("context", Text(date.Context))))));

    public static FactValue.Group Of(Transcript transcript) => Group(("transcript", Group(
        ("segments", List(transcript.Segments, Segment)),
        ("text", Text(string.Join('\n', transcript.Segments.Select(Line)))))));

    private static string Line(TranscriptSegment segment) => segment.Speaker is { Length: > 0 } speaker ? $"{speaker}: {segment.Text}" : segment.Text;

    public static FactValue.Group Of(UserProfile user) => Group(("account", Group(
        ("name", Text(user.Profile.Name)),
        ("email", Text(user.Profile.Email)),
        ("zone", Text(user.Profile.Timezone)),
        ("tier", Text(user.Subscription.Tier)))));

    public static FactValue.Group Of(FeedbackDocument document) => Group(("feedback", Group(
        ("overallScore", Number(document.Feedback.OverallScore ?? document.OverallScore)),
        ("speaker", Text(document.UserSpeakerName)),
        ("topPriority", Priority(document.Feedback.TopPriority ?? new())),
        ("strengths", List(document.Feedback.Strengths, Strength)),
        ("growthAreas", List(document.Feedback.GrowthAreas, GrowthArea)),
        ("scores", Scores(document.Feedback.CategoryScores ?? new())),
        ("talkListenRatio", Number(document.Feedback.TalkListenRatio)),
        ("actionPlan", List(document.Feedback.ActionPlan, Text)))));

    private static FactValue.Group Priority(FeedbackPriority priority) => Group(
        ("focus", Text(priority.Focus)),
        ("quote", Text(priority.Quote)),
        ("reason", Text(priority.Reason)),
        ("alternative", Text(priority.Alternative)));

    private static FactValue.Group Strength(FeedbackStrength strength) => Group(
        ("category", Text(strength.Category)),
        ("description", Text(strength.Description)),
        ("timestamp", Text(strength.Timestamp)),
        ("quote", Text(strength.Quote)));

    private static FactValue.Group GrowthArea(FeedbackGrowthArea area) => Group(
        ("category", Text(area.Category)),
        ("description", Text(area.Description)),
        ("suggestion", Text(area.Suggestion)),
        ("timestamp", Text(area.Timestamp)));

    private static FactValue.Group Scores(FeedbackScores scores) => Group(
        ("clarity", Number(scores.Clarity)),
        ("listening", Number(scores.Listening)),
        ("timeManagement", Number(scores.TimeManagement)),
        ("collaboration", Number(scores.Collaboration)),
        ("decisionMaking", Number(scores.DecisionMaking)));

    private static FactValue.Group Segment(TranscriptSegment segment) =>
        Group(("text", Text(segment.Text)), ("speaker", Text(segment.Speaker)), ("time", Time(segment.Timestamp)));

    // An item without words is nothing that anybody could do.
    private static FactValue.Group? Item(ActionItem item) => Text(item.Item) is not { } text ? null : Group(
        ("text", text),
        ("owner", Text(item.Owner)),
        ("confidence", Number(item.Confidence)),
        ("priority", Text(item.Priority?.ToLowerInvariant())));

    private static FactValue.Group Group(params ReadOnlySpan<(string Name, FactValue? Value)> members)
    {
        var known = new Dictionary<string, FactValue>();

        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                known[name] = value;
            }
        }

        return new FactValue.Group(known);
    }

    private static FactValue.List List<T>(IEnumerable<T> items, Func<T, FactValue?> convert) => new([.. items.Select(convert).OfType<FactValue>()]);

    private static FactValue.Text? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : new FactValue.Text(text);

    private static FactValue.Number? Number(double? number) => number is { } value && double.IsFinite(value) ? new FactValue.Number(value) : null;

    private static FactValue.Time? Time(DateTimeOffset? moment) => moment is { } value ? new FactValue.Time(value) : null;
}
