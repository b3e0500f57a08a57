namespace Convo.Functions.Core.Privacy;

/// <summary>
/// What admins keep from leaving, whatever a recipe says. Feedback, and what would go outside without a known calendar event, stay without any of them.
/// </summary>
public sealed class PrivacyRules
{
    /// <summary>Rules with lists; what is on them was checked by <see cref="PrivacyDraft"/>.</summary>
    /// <param name="words">Words, or several in a row, that go nowhere.</param>
    /// <param name="persons">Names or mail addresses of people who are mentioned nowhere.</param>
    /// <param name="domains">Domains, with all below them, that no address and no link leads to.</param>
    /// <param name="feedbackTo">Whose feedback may go where.</param>
    public PrivacyRules(
        IReadOnlyList<string> words, IReadOnlyList<string> persons, IReadOnlyList<string> domains, IReadOnlyList<FeedbackPlace> feedbackTo)
        : this(words, persons, domains, feedbackTo, new Nowhere(words, persons, domains))
    {
    }

    private PrivacyRules(
        IReadOnlyList<string> words, IReadOnlyList<string> persons, IReadOnlyList<string> domains, IReadOnlyList<FeedbackPlace> feedbackTo, Nowhere nowhere) =>
        (Words, Persons, Domains, FeedbackTo, Nowhere) = (words, persons, domains, feedbackTo, nowhere);

    /// <summary>Nothing on any list.</summary>
    public static PrivacyRules None { get; } = new([], [], [], []);

    /// <summary>Words, or several in a row, that go nowhere.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Names or mail addresses of people who are mentioned nowhere.</summary>
    public IReadOnlyList<string> Persons { get; }

    /// <summary>Domains, with all below them, that no address and no link leads to.</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <summary>Whose feedback may go where.</summary>
    public IReadOnlyList<FeedbackPlace> FeedbackTo { get; }

    internal Nowhere Nowhere { get; }

    /// <summary>The rules for what one account recorded: the feedback of others goes elsewhere.</summary>
    public PrivacyRules For(string account) => FeedbackTo.Count is 0
        ? this
        : new PrivacyRules(Words, Persons, Domains, [.. FeedbackTo.Where(place => place.Account == account)], Nowhere);
}
