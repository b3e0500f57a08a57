namespace Convo.Functions.Connectors.Slack;

/// <summary>An author's code block that a cut went through is closed at the end of one piece and opened again in the next.</summary>
internal static class CodeFences
{
    private const string Fence = "```";

    /// <summary>How much longer a piece can become.</summary>
    public const int Room = 8;

    public static IEnumerable<string> Mend(IEnumerable<string> pieces)
    {
        var open = false;

        foreach (var piece in pieces)
        {
            var begins = open ? Fence + "\n" : "";
            open ^= Count(piece) % 2 == 1;
            yield return begins + piece + (open ? "\n" + Fence : "");
        }
    }

    private static int Count(ReadOnlySpan<char> piece)
    {
        var count = 0;

        while (piece.IndexOf(Fence, StringComparison.Ordinal) is >= 0 and var at)
        {
            count++;
            piece = piece[(at + Fence.Length)..];
        }

        return count;
    }
}
