using static Convo.Functions.Core.Facts.FactTypes;

namespace Convo.Functions.Core.Facts;

/// <summary>
/// The rows of the catalogue on feedback ("Get cached feedback" in Convo's API documentation). All of class coaching: they are about one person, and
/// the privacy firewall lets them go to nobody else.
/// </summary>
internal static class FeedbackFacts
{
    public static IReadOnlyList<Fact> All { get; } =
    [
        Number("feedback.overallScore", "The overall score, 0 to 10.", 8.5),
        Text("feedback.speaker", "Which speaker of the transcript the feedback is about.", "Alice"),
        Text("feedback.topPriority.focus", "The one thing to work on.", "Pause before answering Bob's pushback"),
        Text("feedback.topPriority.quote", "What was said.", "Yeah no, we already considered that."),
        Text("feedback.topPriority.reason", "Why it matters.", "Both interruptions came when Bob raised retention risk."),
        Text("feedback.topPriority.alternative", "What could have been said instead.", "That's a fair concern, Bob. Walk me through what you're seeing."),
        List("feedback.strengths", "What went well.",
            ("category", "The subject, in Convo's free spelling.", "clarity"),
            ("description", "What went well.", "Clear and structured presentation of quarterly results"),
            ("timestamp", "When in the meeting, hours and minutes.", "14:01"),
            ("quote", "What was said.", "Let's review the Q1 targets one by one.")),
        List("feedback.growthAreas", "What could go better.",
            ("category", "The subject, in Convo's free spelling.", "listening"),
            ("description", "What happened.", "Interrupted Bob twice during the retention discussion"),
            ("suggestion", "What to try.", "Pause for 2-3 seconds after others finish speaking before responding."),
            ("timestamp", "When in the meeting, hours and minutes.", "14:12")),
        Number("feedback.scores.clarity", "Clarity, 0 to 10.", 9),
        Number("feedback.scores.listening", "Listening, 0 to 10.", 7.5),
        Number("feedback.scores.timeManagement", "Keeping time, 0 to 10.", 8.5),
        Number("feedback.scores.collaboration", "Working together, 0 to 10.", 8),
        Number("feedback.scores.decisionMaking", "Coming to decisions, 0 to 10.", 9),
        Number("feedback.talkListenRatio", "How much was talked against listened, in a unit that Convo does not name.", 0.62),
        Of("feedback.actionPlan", FactType.List, "Steps to take.",
            Texts("Practice active listening by pausing before responding", "Summarize others' points before adding your own")),
    ];

    private static Fact Text(string path, string description, string sample) => Of(path, FactType.Text, description, FactTypes.Text(sample));

    private static Fact Number(string path, string description, double sample) => Of(path, FactType.Number, description, FactTypes.Number(sample));

    private static Fact List(string path, string description, params (string Name, string Description, string Sample)[] members) =>
        Of(path, FactType.List, description, new FactValue.List([Group([.. members.Select(member => (member.Name, FactTypes.Text(member.Sample)))])])) with
        {
            Members = [.. members.Select(member => Text($"{path}.{member.Name}", member.Description, member.Sample))],
        };

    private static Fact Of(string path, FactType type, string description, FactValue sample) =>
        new(path, type, FactGroup.Feedback, PrivacyClass.Coaching, description, sample);
}
