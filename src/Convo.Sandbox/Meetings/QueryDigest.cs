using System.Collections.Frozen;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>
/// An answer to a question about a meeting: the things said that share most words with the question. It stands in for Convo's model, so it is plain
/// and repeatable, not clever.
/// </summary>
internal static class QueryDigest
{
    private const int MostQuotes = 3;
    private const int ShortestWord = 3;
    private const int LongestQuote = 400;
    private static readonly string[] Usual = ["What was decided?", "Who has promised what?", "Which questions are still open?"];

    private static readonly FrozenSet<string> Filler = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "the", "and", "for", "was", "were", "what", "which", "who", "when", "where", "why", "how", "did", "does", "has", "have",
        "about", "that", "this", "with");

    public static QueryAnswer Of(Conversation conversation, string query)
    {
        var said = conversation.Segments;
        var asked = Words(query);
        List<TranscriptSegment> found =
        [
            .. said.Select(segment => (Segment: segment, Hits: asked.Count(Words(segment.Text).Contains)))
                .Where(one => one.Hits > 0)
                .OrderByDescending(one => one.Hits)
                .Take(MostQuotes)
                .Select(one => one.Segment)
                .OrderBy(segment => segment.At),
        ];
        var response = found.Count == 0
            ? "The transcript does not say anything about that."
            : string.Join(" ", found.Select(segment => $"{segment.Speaker} said: “{SafeCut.Of(segment.Text, LongestQuote)}”"));
        IEnumerable<string> named = said.Select(segment => segment.Speaker).Distinct().Take(1).Select(speaker => $"What did {speaker} say?");
        return new(
            conversation.Id,
            query,
            response,
            new(said.Count, conversation.Minutes),
            [.. Usual.Concat(named).Where(suggestion => suggestion != query).Take(MostQuotes)]);
    }

    private static HashSet<string> Words(string text) =>
    [
        .. text.ToLowerInvariant()
            .Split([.. text.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= ShortestWord && !Filler.Contains(word)),
    ];
}
