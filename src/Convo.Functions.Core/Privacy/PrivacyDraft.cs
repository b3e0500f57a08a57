using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Privacy;

/// <summary>Rules as an admin wrote them, to be checked before they are in force: one that can never match, or matches everything, helps nobody.</summary>
/// <param name="Words">Words, or several in a row.</param>
/// <param name="Persons">Names or mail addresses.</param>
/// <param name="Domains">Domains, such as <c>example.com</c>.</param>
/// <param name="FeedbackTo">Destinations that feedback may go to, each with the account whose feedback it is (<see cref="FeedbackPlace"/>).</param>
public sealed record PrivacyDraft(
    IReadOnlyList<string?> Words, IReadOnlyList<string?> Persons, IReadOnlyList<string?> Domains, IReadOnlyList<string?> FeedbackTo)
{
    /// <summary>The most entries of one list.</summary>
    public const int MostEntries = 200;

    /// <summary>The longest entry, in UTF-16 units.</summary>
    public const int LongestEntry = 100;

    private const int FewestLetters = 2;

    /// <summary>The Convo accounts that are connected.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>All that is wrong; empty where the rules can be used.</summary>
    public IReadOnlyList<Problem> Check() =>
    [
        .. CheckList("words", Words, WordProblem),
        .. CheckList("persons", Persons, WordProblem),
        .. CheckList("domains", Domains, DomainProblem),
        .. CheckList("feedbackTo", FeedbackTo, PlaceProblem),
    ];

    /// <summary>The rules; only of a draft without problems.</summary>
    public PrivacyRules ToRules() => new(
        Entries(Words), Entries(Persons), Entries(Domains), [.. Entries(FeedbackTo).Select(entry => FeedbackPlace.Read(entry, Accounts)!)]);

    private static IReadOnlyList<string> Entries(IReadOnlyList<string?> list) => [.. list.OfType<string>().Select(entry => entry.Trim())];

    private static IEnumerable<Problem> CheckList(string name, IReadOnlyList<string?> list, Func<string, string, Problem?> check)
    {
        if (list.Count > MostEntries)
        {
            yield return new Problem(name, $"It has {list.Count} entries.", $"Keep at most {MostEntries}.");
            yield break;
        }

        foreach (var (index, written) in list.Index())
        {
            var path = $"{name}[{index}]";

            if (written?.Trim() is not { Length: > 0 and <= LongestEntry } entry || entry.Any(char.IsControl))
            {
                yield return new Problem(path, $"An entry has 1 to {LongestEntry} characters on one line.", "Correct it, or take it out.");
            }
            else if (check(entry, path) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static Problem? WordProblem(string entry, string path)
    {
        var words = Folding.WordsOfRule(entry).Plain;

        return words.Sum(word => word.Length) >= FewestLetters || words.Any(word => !char.IsAscii(word[0]))
            ? null
            : new Problem(path, "It has fewer than two letters or digits.", "Signs don't count when texts are compared: write a longer word.");
    }

    private Problem? PlaceProblem(string entry, string path) => FeedbackPlace.Read(entry, Accounts) is not null ? null : Accounts switch
    {
        [] => new Problem(path, "It is not known whose feedback this is: no account of Convo is connected.", "Connect Convo first, then enter it."),
        [var only] => new Problem(path, "It names no account that is connected.", $"Write the destination alone, or '{only}: ' in front of it."),
        [var first, ..] => new Problem(
            path,
            "It does not say whose feedback this is.",
            $"Write the account in front, such as '{first}: U12345678'. There are: {string.Join(", ", Accounts)}."),
    };

    private static Problem? DomainProblem(string entry, string path)
    {
        var isHost = Uri.CheckHostName(entry) is UriHostNameType.Dns && entry.Trim('.').Contains('.');
        return isHost
            ? null
            : new Problem(path, "It is no domain.", "Write the domain alone, such as example.com: all addresses and links below it count too.");
    }
}
