using static Convo.Functions.Core.Facts.FactTypes;

namespace Convo.Functions.Core.Facts;

/// <summary>The rows of the catalogue. Shapes as in Convo's API documentation ("Conversations", "User", "Webhooks"); names are the product's own.</summary>
internal static class FactTable
{
    public static IReadOnlyList<Fact> Meeting { get; } =
    [
        new("meeting.id", FactType.Text, FactGroup.Event, PrivacyClass.Schedule, "Convo's id of the meeting.", Text("sess_a1b2c3")),
        new("meeting.title", FactType.Text, FactGroup.Conversation, PrivacyClass.Content, "The title.", Text("Q1 Planning Review")),
        new("meeting.start", FactType.Time, FactGroup.Conversation, PrivacyClass.Schedule, "When it began.", Time(2026, 3, 18, 14, 0)),
        new("meeting.end", FactType.Time, FactGroup.Conversation, PrivacyClass.Schedule, "When it ended.", Time(2026, 3, 18, 14, 45)),
        new("meeting.minutes", FactType.Number, FactGroup.Conversation, PrivacyClass.Schedule, "How long it took, in minutes.", Number(45)),
        new("meeting.segments", FactType.Number, FactGroup.Conversation, PrivacyClass.Schedule, "How many passages the transcript has.", Number(128)),
        new(
            "meeting.calendarEventId",
            FactType.Text,
            FactGroup.Conversation,
            PrivacyClass.Schedule,
            "The id of the calendar's event, where Convo linked one.",
            Text("evt_m81zz")),
    ];

    public static IReadOnlyList<Fact> KeyPoints { get; } =
    [
        new("keyPoints.title", FactType.Text, FactGroup.KeyPoints, PrivacyClass.Content, "The title of the key points.", Text("Q1 Planning Review")),
        new(
            "keyPoints.sections",
            FactType.List,
            FactGroup.KeyPoints,
            PrivacyClass.Content,
            "The summary, section by section.",
            new FactValue.List(
            [
                Group(("heading", Text("Revenue")), ("points", Texts("Tracking at 92% of target", "Two large renewals in June"))),
                Group(("heading", Text("Hiring")), ("points", Texts("One more engineer from April"))),
            ]))
        {
            Members =
            [
                Member("keyPoints.sections.heading", PrivacyClass.Content, "The heading of the section.", "Revenue"),
                Member("keyPoints.sections.points", PrivacyClass.Content, "What was said under it.", "Tracking at 92% of target") with
                {
                    Type = FactType.List,
                    Sample = Texts("Tracking at 92% of target", "Two large renewals in June"),
                },
            ],
        },
        new(
            "decisions",
            FactType.List,
            FactGroup.KeyPoints,
            PrivacyClass.Content,
            "What was decided.",
            Texts("Hire one more engineer", "Move the launch to 4 May")),
        ActionItems,
        new(
            "participants",
            FactType.List,
            FactGroup.KeyPoints,
            PrivacyClass.People,
            "Names of people who were there or were mentioned: Convo doesn't tell which.",
            Texts("Alice", "Bob", "Sarah")),
        new(
            "dates",
            FactType.List,
            FactGroup.KeyPoints,
            PrivacyClass.Content,
            "Dates that were spoken of.",
            new FactValue.List([Group(("date", Text("2026-04-01")), ("context", Text("Q2 kickoff")))]))
        {
            Members =
            [
                Member("dates.date", PrivacyClass.Content, "The date as Convo wrote it; usually year-month-day.", "2026-04-01"),
                Member("dates.context", PrivacyClass.Content, "What it is about.", "Q2 kickoff"),
            ],
        },
    ];

    public static IReadOnlyList<Fact> Transcript { get; } =
    [
        new(
            "transcript.segments",
            FactType.List,
            FactGroup.Transcript,
            PrivacyClass.Verbatim,
            "The transcript, passage by passage.",
            new FactValue.List(
            [
                Group(("text", Text("Let's start with revenue.")), ("speaker", Text("Alice")), ("time", Time(2026, 3, 18, 14, 0))),
                Group(("text", Text("We are at 92 percent.")), ("speaker", Text("Bob")), ("time", Time(2026, 3, 18, 14, 1))),
            ]))
        {
            Members =
            [
                Member("transcript.segments.text", PrivacyClass.Verbatim, "What was said.", "Let's start with revenue.", FactGroup.Transcript),
                Member("transcript.segments.speaker", PrivacyClass.People, "Who said it.", "Alice", FactGroup.Transcript),
                Member("transcript.segments.time", PrivacyClass.Schedule, "When.", string.Empty, FactGroup.Transcript) with
                {
                    Type = FactType.Time,
                    Sample = Time(2026, 3, 18, 14, 0),
                },
            ],
        },
        new(
            "transcript.text",
            FactType.Text,
            FactGroup.Transcript,
            PrivacyClass.Verbatim,
            "The whole transcript, one passage a line.",
            Text("Alice: Let's start with revenue.\nBob: We are at 92 percent.")),
    ];

    public static IReadOnlyList<Fact> Account { get; } =
    [
        new("account.name", FactType.Text, FactGroup.Account, PrivacyClass.People, "The name of the account's owner.", Text("Alice Chen")),
        new("account.email", FactType.Text, FactGroup.Account, PrivacyClass.People, "The address of the account's owner.", Text("alice@example.com")),
        new("account.zone", FactType.Text, FactGroup.Account, PrivacyClass.Schedule, "The account's time zone.", Text("America/New_York")),
        new("account.tier", FactType.Text, FactGroup.Account, PrivacyClass.Schedule, "The account's plan at Convo.", Text("professional")),
    ];

    public static IReadOnlyList<Fact> Event { get; } =
    [
        new("event.kind", FactType.Text, FactGroup.Event, PrivacyClass.Schedule, "The kind of occasion, such as summary or updated.", Text("summary")),
        new("event.at", FactType.Time, FactGroup.Event, PrivacyClass.Schedule, "When Convo told us.", Time(2026, 3, 18, 14, 47)),
        new("event.title", FactType.Text, FactGroup.Event, PrivacyClass.Content, "The title in the event, where it has one.", Text("Q1 Planning Review")),
        new("event.error", FactType.Text, FactGroup.Event, PrivacyClass.Content, "Why there is no transcript.", Text("The recording had no sound.")),
        new(
            "event.shareUrl",
            FactType.Text,
            FactGroup.Event,
            PrivacyClass.Content,
            "The public link that was made.",
            Text("https://www.itsconvo.com/shared/abc123")),
        new("event.overallScore", FactType.Number, FactGroup.Event, PrivacyClass.Coaching, "The overall score of the feedback, 0 to 10.", Number(8.5)),
    ];

    public static IReadOnlyList<Fact> Email { get; } =
    [
        new(
            "email.subject",
            FactType.Text,
            FactGroup.Email,
            PrivacyClass.Content,
            "The subject of a follow-up e-mail that Convo drafts. Costs an AI credit a meeting.",
            Text("Follow-up: Q1 Planning Review")),
        new(
            "email.body",
            FactType.Text,
            FactGroup.Email,
            PrivacyClass.Content,
            "The text of a follow-up e-mail that Convo drafts. Costs an AI credit a meeting.",
            Text("Hi all,\n\nThank you for the productive meeting today.")),
    ];

    public static IReadOnlyList<Fact> Share { get; } =
    [
        new(
            "share.url",
            FactType.Text,
            FactGroup.Share,
            PrivacyClass.Verbatim,
            "A public link to the meeting, made for it: whoever has it reads everything, and nothing takes it back.",
            Text("https://www.itsconvo.com/shared/abc123")),
    ];

    private static Fact ActionItems => new(
        "actionItems",
        FactType.List,
        FactGroup.KeyPoints,
        PrivacyClass.Content,
        "What somebody said they would do.",
        new FactValue.List(
        [
            Group(("text", Text("Send the updated roadmap")), ("owner", Text("Sarah")), ("confidence", Number(0.9)), ("priority", Text("high"))),
            Group(("text", Text("Book a room for the kickoff")), ("confidence", Number(0.7)), ("priority", Text("low"))),
        ]))
    {
        Members =
        [
            Member("actionItems.text", PrivacyClass.Content, "What is to be done.", "Send the updated roadmap"),
            Member("actionItems.owner", PrivacyClass.People, "Who will do it: a bare name, and often none.", "Sarah"),
            Member("actionItems.confidence", PrivacyClass.Content, "How sure Convo is, 0 to 1.", string.Empty) with
            {
                Type = FactType.Number,
                Sample = Number(0.9),
            },
            Member("actionItems.priority", PrivacyClass.Content, "high, medium or low.", "high"),
        ],
    };

    private static Fact Member(string path, PrivacyClass @class, string description, string sample, FactGroup group = FactGroup.KeyPoints) =>
        new(path, FactType.Text, group, @class, description, Text(sample));
}
