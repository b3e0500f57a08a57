using System.Collections.Frozen;

namespace Convo.Functions.Core.Calendars.Matching;

/// <summary>How many of the names of a meeting are on an invitation. Pure.</summary>
/// <param name="Found">How many are.</param>
/// <param name="Named">How many names there were to look for.</param>
internal sealed record NameLikeness(int Found, int Named)
{
    private const int MostNames = 50;

    // What Convo writes where it knows no name (webhook and key point samples).
    private static readonly FrozenSet<string> Nobody =
        new[] { "you", "participant", "speaker", "unknown", "me", "host", "guest", "all", "everyone", "team" }.ToFrozenSet();

    /// <summary>Looks for each name on the invitation; a person who is invited answers to one name only.</summary>
    public static NameLikeness Of(IReadOnlyList<string> names, IReadOnlyList<Attendee> attendees)
    {
        var wanted = names.Select(Parts).Where(IsName).DistinctBy(parts => string.Join(' ', parts)).Take(MostNames).ToList();
        var invited = attendees.Select(Parts).Where(parts => parts.Count > 0).ToList();
        var found = 0;

        // The longest names first: "Anna Berg" takes hers before a mere "Anna" can.
        foreach (var name in wanted.OrderByDescending(parts => parts.Count))
        {
            if (invited.FindIndex(person => name.IsSubsetOf(person)) is >= 0 and var whole)
            {
                invited.RemoveAt(whole);
                found++;
            }
            else if (invited.FindIndex(person => person.IsSubsetOf(name)) is >= 0 and var part)
            {
                invited.RemoveAt(part);
                found++;
            }
        }

        return new(found, wanted.Count);
    }

    private static bool IsName(HashSet<string> parts) => parts.Count > 0 && !parts.Overlaps(Nobody);

    // Initials and the numbers of "Speaker 2" are no names.
    private static HashSet<string> Parts(string text) => [.. Folding.Words(text).Where(word => word.Length > 1 && !word.All(char.IsDigit))];

    private static HashSet<string> Parts(Attendee attendee)
    {
        var at = attendee.Email.IndexOf('@', StringComparison.Ordinal);
        var parts = Parts(at > 0 ? attendee.Email[..at] : "");
        parts.UnionWith(Parts(attendee.Name is { } name && !name.Contains('@', StringComparison.Ordinal) ? name : ""));
        return parts;
    }
}
