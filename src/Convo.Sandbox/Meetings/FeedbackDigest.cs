using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>
/// Feedback out of a transcript: counts of words, questions, turns and agreements make the scores, the longest things said make the quotes. It stands
/// in for Convo's model, so it is plain and repeatable, not clever.
/// </summary>
internal static class FeedbackDigest
{
    /// <summary>Convo's own condition for feedback.</summary>
    public const int FewestSegments = 10;

    private const int LongestQuote = 140;
    private static readonly string[] OwnNames = ["You", AccountOwner.Usual.Name];

    /// <summary>Which speaker is the account's owner; null where the transcript does not tell.</summary>
    public static string? SpeakerOf(Conversation conversation, AccountOwner owner) =>
        OwnNames.Append(owner.Name).FirstOrDefault(name => conversation.Segments.Any(s => s.Speaker == name));

    public static FeedbackDocument Of(Conversation conversation, string? speaker)
    {
        var said = conversation.Segments;
        var own = said.Where(s => s.Speaker == speaker).ToList();
        if (own.Count == 0)
        {
            own = [.. said];
        }

        double? ratio = speaker is null ? null : Math.Round(Letters(own) / Math.Max(1.0, Letters(said)), 2);
        var scores = Scores(conversation, own, ratio ?? 0.5);
        var best = scores.MaxBy(one => one.Value).Key;
        var (weakest, next) = (Worst(scores, 0), Worst(scores, 1));
        var strong = own.MaxBy(s => s.Text.Length)!;
        var weak = own.MinBy(s => s.Text.Length)!;
        return FeedbackDocument.Of(new(
            Math.Round(scores.Values.Average(), 1),
            new(FeedbackAdvice.Of(weakest).Focus, Quote(weak), FeedbackAdvice.Of(weakest).Growth, FeedbackAdvice.Of(weakest).Suggestion),
            scores,
            [new(best, FeedbackAdvice.Of(best).Strength, null, Clock(strong), Quote(strong))],
            [
                new(weakest, FeedbackAdvice.Of(weakest).Growth, FeedbackAdvice.Of(weakest).Suggestion, Clock(weak), null),
                new(next, FeedbackAdvice.Of(next).Growth, FeedbackAdvice.Of(next).Suggestion, Clock(said[^1]), null),
            ],
            ratio,
            [FeedbackAdvice.Of(weakest).Suggestion, FeedbackAdvice.Of(next).Suggestion]));
    }

    private static Dictionary<string, double> Scores(Conversation conversation, List<TranscriptSegment> own, double ratio)
    {
        var said = conversation.Segments;
        var speakers = said.Select(s => s.Speaker).Distinct().Count();
        var wordsATurn = Letters(own) / 6.0 / own.Count;
        return new()
        {
            ["clarity"] = Score(9.5 - (Math.Abs(wordsATurn - 14) / 8)),
            ["listening"] = Score(9.5 - (Math.Abs(ratio - 0.45) * 8)),
            ["timeManagement"] = Score(10 - (conversation.Minutes / 25)),
            ["collaboration"] = Score(5 + Math.Min(3, speakers) + Math.Min(2, Count(said, "?") / 2.0)),
            ["decisionMaking"] = Score(5.5 + Math.Min(4, Count(said, "agreed") + Count(said, "I will") + Count(said, "decide"))),
        };
    }

    // The list of names breaks a tie, so that the same transcript always gives the same words.
    private static string Worst(Dictionary<string, double> scores, int rank) =>
        scores.OrderBy(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).ElementAt(rank).Key;

    private static double Score(double raw) => Math.Round(Math.Clamp(raw, 4, 10) * 2) / 2;

    private static int Count(IReadOnlyList<TranscriptSegment> said, string text) =>
        said.Count(s => s.Text.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static double Letters(IEnumerable<TranscriptSegment> said) => said.Sum(s => (double)s.Text.Length);

    private static string Clock(TranscriptSegment segment) => segment.At.UtcDateTime.ToString("HH':'mm");

    private static string Quote(TranscriptSegment segment) => SafeCut.Of(segment.Text, LongestQuote);
}
