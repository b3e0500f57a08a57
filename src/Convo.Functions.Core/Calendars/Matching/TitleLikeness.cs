using System.Collections.Frozen;

namespace Convo.Functions.Core.Calendars.Matching;

/// <summary>How alike two titles are. Pure.</summary>
internal static class TitleLikeness
{
    private const double SimilarShare = 0.5;

    // Words that stand in titles of every kind and tell nothing apart; folded, English and German.
    private static readonly FrozenSet<string> Fillers = Folded(
        "a", "an", "and", "at", "for", "fw", "fwd", "in", "meet", "meeting", "of", "on", "re", "the", "to", "with", "x",
        "am", "auf", "besprechung", "das", "der", "die", "für", "im", "mit", "termin", "über", "und", "wg", "zum", "zur");

    // Titles that say only that there is one.
    private static readonly FrozenSet<string> Empty = Folded(
        "untitled", "conversation", "untitled conversation", "new", "call", "new call", "recording", "new recording", "zoom", "teams", "google",
        "microsoft teams", "google meet", "test", "event", "no title", "kein titel", "unbenannt", "neuer", "neue aufnahme", "anruf", "chat",
        "quick call", "quick chat");

    // Time that somebody keeps for themselves.
    private static readonly FrozenSet<string> Private = Folded(
        "focus", "lunch", "busy", "blocked", "blocker", "block", "hold", "ooo", "vacation", "holiday", "travel", "commute", "gym", "dentist",
        "doctor", "pickup", "mittag", "mittagspause", "pause", "fokuszeit", "fokus", "urlaub", "arzt", "zahnarzt", "sport", "kita", "abwesend",
        "fahrt", "reise", "geburtstag", "birthday");

    /// <summary>Compares the title of a meeting with that of an event.</summary>
    public static TitleVerdict Compare(string meeting, string happening)
    {
        var (left, right) = (Telling(meeting), Telling(happening));

        if (left.Count == 0 || right.Count == 0)
        {
            return TitleVerdict.Silent;
        }

        if (left.SetEquals(right))
        {
            return TitleVerdict.Same;
        }

        var common = left.Count(right.Contains);
        var shorter = Math.Min(left.Count, right.Count);

        // All of the shorter one in the longer, or half of all words: "Portal launch" and "Weekly sync: launch of the portal".
        return common == shorter && shorter > 1 || common >= SimilarShare * (left.Count + right.Count - common)
            ? TitleVerdict.Similar
            : common > 0 ? TitleVerdict.Related : TitleVerdict.Other;
    }

    /// <summary>Whether a title is that of time somebody keeps for themselves, which is no meeting: lunch, travel, focus time.</summary>
    public static bool IsPrivate(string title) => Folding.Words(title) is { Count: > 0 and <= 4 } words && words.Exists(Private.Contains);

    /// <summary>The words of a title that tell it from others.</summary>
    internal static HashSet<string> Telling(string title)
    {
        var words = Folding.Words(title);
        return Empty.Contains(string.Join(' ', words)) ? [] : [.. words.Where(word => !Fillers.Contains(word))];
    }

    private static FrozenSet<string> Folded(params ReadOnlySpan<string> titles)
    {
        var folded = new HashSet<string>();

        foreach (var title in titles)
        {
            folded.Add(Folding.Line(title));
        }

        return folded.ToFrozenSet();
    }
}

/// <summary>How alike two titles are.</summary>
internal enum TitleVerdict
{
    /// <summary>One of them says nothing, so that there is nothing to compare.</summary>
    Silent,

    /// <summary>No word in common.</summary>
    Other,

    /// <summary>A word in common.</summary>
    Related,

    /// <summary>One is a part of the other, or half of the words are common.</summary>
    Similar,

    /// <summary>The same words.</summary>
    Same,
}
