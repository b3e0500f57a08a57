namespace Convo.Functions.Connectors.Slack;

/// <summary>Lays blocks out over as many messages as Slack's limits ask for. Nothing is lost: what does not fit goes on in a reply.</summary>
internal static class SlackLayout
{
    /// <summary>"Section block": text of at most 3,000 characters. The same holds for text objects in contexts.</summary>
    public const int SectionLength = 3_000;

    /// <summary>"Header block": at most 150 characters.</summary>
    public const int HeaderLength = 150;

    /// <summary>"Blocks": at most 50 in a message.</summary>
    public const int MostBlocks = 50;

    /// <summary>
    /// What all of a message may weigh. The limit is not documented; chat.postMessage was seen to refuse more than about 13,200 characters, and a
    /// divider to count like 125 of them (bolt-js, issue 2509, "msg_blocks_too_long").
    /// </summary>
    public const int MostWeight = 12_000;
    public const int BlockWeight = 125;

    /// <summary>The fallback text is read aloud and shown in notifications: a summary is enough. Slack's own bound is 4,000.</summary>
    public const int FallbackLength = 600;

    public static SlackBlock? Header(string text) => CleanText.OnOneLine(text) is { Length: > 0 } words
        ? new("header", new("plain_text", MrkdwnSplit.Shorten(words, HeaderLength), Emoji: false))
        : null;

    public static SlackBlock Divider() => new("divider");

    public static IEnumerable<SlackBlock> Sections(string mrkdwn) => Pieces(mrkdwn).Select(piece => new SlackBlock("section", Text(piece)));

    public static IEnumerable<SlackBlock> Contexts(string mrkdwn) => Pieces(mrkdwn).Select(piece => new SlackBlock("context", Elements: [Text(piece)]));

    /// <param name="blocks">All that is to be shown, each within its own limit.</param>
    /// <param name="fallback">What the first message says to who can't see its blocks; null for its own beginning.</param>
    public static IReadOnlyList<SlackPart> Parts(IEnumerable<SlackBlock> blocks, string? fallback)
    {
        var parts = new List<List<SlackBlock>>();
        var weight = 0;

        foreach (var block in blocks)
        {
            var own = Weight(block);

            if (parts.Count == 0 || parts[^1].Count == MostBlocks || weight + own > MostWeight - FallbackLength)
            {
                parts.Add([]);
                weight = 0;
            }

            parts[^1].Add(block);
            weight += own;
        }

        return [.. parts.Select((part, index) => new SlackPart(Fallback(part, index == 0 ? fallback : null), part))];
    }

    internal static int Weight(SlackBlock block) => BlockWeight + (block.Text?.Text.Length ?? 0) + (block.Elements?.Sum(element => element.Text.Length) ?? 0);

    private static IEnumerable<string> Pieces(string mrkdwn) =>
        CodeFences.Mend(MrkdwnSplit.Pieces(mrkdwn, SectionLength - CodeFences.Room)).Where(piece => !string.IsNullOrWhiteSpace(piece));

    // Verbatim, so that only what the author wrote as a link or mention is one.
    private static SlackBlockText Text(string mrkdwn) => new("mrkdwn", mrkdwn, Verbatim: true);

    private static string Fallback(IEnumerable<SlackBlock> blocks, string? given) =>
        MrkdwnSplit.Shorten(string.IsNullOrWhiteSpace(given) ? string.Join('\n', blocks.Select(Words).Where(words => words.Length > 0)) : given.Trim(),
            FallbackLength) is { Length: > 0 } text
            ? text
            : "New message";

    private static string Words(SlackBlock block) => block switch
    {
        { Text: { Type: "plain_text" } plain } => SlackText.Destination.Escape(plain.Text),
        { Text: { } text } => text.Text.Trim(),
        { Elements: { } elements } => string.Join(' ', elements.Select(element => element.Text.Trim())),
        _ => "",
    };
}
