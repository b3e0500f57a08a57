namespace Convo.Functions.Web.Api;

/// <summary>Privacy rules to be put in force; a list that is left out is empty.</summary>
/// <param name="Words">Words, or several in a row, that go nowhere.</param>
/// <param name="Persons">Names or mail addresses of people who are mentioned nowhere.</param>
/// <param name="Domains">Domains, with all below them, that no address and no link leads to.</param>
/// <param name="FeedbackTo">Destinations, as recipes write them, that are the direct message of the person whom feedback is about.</param>
public sealed record PrivacyRequest(
    IReadOnlyList<string?>? Words, IReadOnlyList<string?>? Persons, IReadOnlyList<string?>? Domains, IReadOnlyList<string?>? FeedbackTo);

/// <summary>The privacy rules in force.</summary>
/// <param name="Words">Words, or several in a row, that go nowhere.</param>
/// <param name="Persons">Names or mail addresses of people who are mentioned nowhere.</param>
/// <param name="Domains">Domains, with all below them, that no address and no link leads to.</param>
/// <param name="FeedbackTo">Destinations that are the direct message of the person whom feedback is about.</param>
/// <param name="SavedBy">Who saved them last; left out where nobody ever did.</param>
/// <param name="SavedAt">When.</param>
public sealed record PrivacyAnswer(
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Persons,
    IReadOnlyList<string> Domains,
    IReadOnlyList<string> FeedbackTo,
    string? SavedBy,
    DateTimeOffset? SavedAt);
