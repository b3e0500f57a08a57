using System.Collections.Frozen;

namespace Convo.Sandbox.Meetings;

/// <summary>What the digest says about a category of feedback.</summary>
/// <param name="Focus">The headline of the top priority.</param>
/// <param name="Strength">Said where it is the best score.</param>
/// <param name="Growth">Said where it is among the worst.</param>
/// <param name="Suggestion">What to do about it.</param>
internal sealed record FeedbackAdvice(string Focus, string Strength, string Growth, string Suggestion)
{
    private static readonly FrozenDictionary<string, FeedbackAdvice> All = new Dictionary<string, FeedbackAdvice>
    {
        ["clarity"] = new(
            "Say one thing at a time", "Points were short and easy to follow", "Some points took several turns to become clear",
            "Begin with the result and give the reason after it"),
        ["listening"] = new(
            "Leave room for the others", "Everybody had room to speak", "The talking time was unevenly shared",
            "Count to two before you answer"),
        ["timeManagement"] = new(
            "Keep to the time", "The meeting kept to its time", "The meeting took long for what it settled",
            "Say at the start what has to be settled, and stop when it is"),
        ["collaboration"] = new(
            "Ask the others", "Questions brought the others in", "Few questions were asked",
            "Ask one open question for each point of the agenda"),
        ["decisionMaking"] = new(
            "Close each point", "What was agreed was said aloud", "Some points ended without a decision",
            "End each point with who does what by when"),
    }.ToFrozenDictionary();

    /// <summary>The words for one of Convo's five categories.</summary>
    public static FeedbackAdvice Of(string category) => All[category];
}
