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
    /// <param name="feedbackTo">Destinations that are the direct message of the person whom feedback is about.</param>
    public PrivacyRules(IReadOnlyList<string> words, IReadOnlyList<string> persons, IReadOnlyList<string> domains, IReadOnlyList<string> feedbackTo)
    {
        (Words, Persons, Domains, FeedbackTo) = (words, persons, domains, feedbackTo);
        Nowhere = new Nowhere(words, persons, domains);
    }

    /// <summary>Nothing on any list.</summary>
    public static PrivacyRules None { get; } = new([], [], [], []);

    /// <summary>Words, or several in a row, that go nowhere.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Names or mail addresses of people who are mentioned nowhere.</summary>
    public IReadOnlyList<string> Persons { get; }

    /// <summary>Domains, with all below them, that no address and no link leads to.</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <summary>Destinations, as recipes write them, that are the direct message of the person whom feedback is about.</summary>
    public IReadOnlyList<string> FeedbackTo { get; }

    internal Nowhere Nowhere { get; }
}
