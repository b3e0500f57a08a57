namespace Convo.Functions.Core.Privacy;

/// <summary>The words, persons and domains that go nowhere, ready to be looked for: a text's length decides the time, not the length of the lists.</summary>
internal sealed class Nowhere
{
    private readonly Dictionary<string, List<Phrase>> byLetters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>> byLooks = new(StringComparer.Ordinal);
    private readonly List<(string Plain, string Look)> domains;

    public Nowhere(IReadOnlyList<string> words, IReadOnlyList<string> persons, IReadOnlyList<string> domains)
    {
        this.domains = [.. domains.Select(HostNames.Fold)];

        foreach (var (index, word) in words.Index())
        {
            Add(new NowhereEntry(NowhereList.Words, index + 1), Folding.WordsOfRule(word));
        }

        foreach (var (index, person) in persons.Index())
        {
            var entry = new NowhereEntry(NowhereList.Persons, index + 1);
            var name = Folding.WordsOfRule(person);
            Add(entry, name);

            // Also as lists have it, family name first.
            Add(entry, new Words(FamilyFirst(name.Plain), FamilyFirst(name.Look)));
        }
    }

    /// <summary>True where nothing is on the list.</summary>
    public bool IsEmpty => byLetters.Count == 0 && domains.Count == 0;

    /// <summary>The first entry that a text holds; null where it holds none.</summary>
    public NowhereEntry? FindIn(string text)
    {
        var words = Folding.WordsOfText(text);

        if ((Find(words.Plain, byLetters) ?? Find(words.Look, byLooks)) is { } phrase)
        {
            return phrase;
        }

        if (domains.Count == 0)
        {
            return null;
        }

        var hosts = HostNames.In(text);
        var domain = domains.FindIndex(known => hosts.Any(host => IsWithin(host, known.Plain) || IsWithin(host, known.Look)));
        return domain < 0 ? null : new NowhereEntry(NowhereList.Domains, domain + 1);
    }

    private static bool IsWithin(string host, string domain) =>
        host.EndsWith(domain, StringComparison.Ordinal) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');

    private static IReadOnlyList<string> FamilyFirst(IReadOnlyList<string> name) => name.Count < 2 ? name : [name[^1], .. name.Take(name.Count - 1)];

    private static NowhereEntry? Find(IReadOnlyList<string> words, Dictionary<string, List<Phrase>> phrases)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (phrases.TryGetValue(words[at], out var candidates) && candidates.Find(phrase => phrase.StandsAt(words, at)) is { } found)
            {
                return found.Entry;
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, List<Phrase>> phrases, Phrase phrase)
    {
        if (!phrases.TryGetValue(phrase.Words[0], out var list))
        {
            phrases[phrase.Words[0]] = list = [];
        }

        list.Add(phrase);
    }

    private void Add(NowhereEntry entry, Words words)
    {
        if (words.Plain.Count > 0)
        {
            Add(byLetters, new Phrase(entry, words.Plain));
            Add(byLooks, new Phrase(entry, words.Look));
        }
    }

    private sealed record Phrase(NowhereEntry Entry, IReadOnlyList<string> Words)
    {
        public bool StandsAt(IReadOnlyList<string> words, int at)
        {
            if (at + Words.Count > words.Count)
            {
                return false;
            }

            for (var i = 1; i < Words.Count; i++)
            {
                if (words[at + i] != Words[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>Which entry of which list: named by its place, because what it says is nobody's business who reads a run's history.</summary>
/// <param name="List">The list.</param>
/// <param name="Number">The place in it, from 1.</param>
internal sealed record NowhereEntry(NowhereList List, int Number);

/// <summary>The lists of what goes nowhere.</summary>
internal enum NowhereList
{
    Words,
    Persons,
    Domains,
}
