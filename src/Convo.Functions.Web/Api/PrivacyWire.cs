namespace Convo.Functions.Web.Api;

/// <summary>Privacy rules to be put in force; a list that is left out is empty.</summary>
/// <param name="Words">Words, or several in a row, that go nowhere.</param>
/// <param name="Persons">Names or mail addresses of people who are mentioned nowhere.</param>
/// <param name="Domains">Domains, with all below them, that no address and no link leads to.</param>
/// <param name="FeedbackTo">
/// Whose feedback may go to which direct message, such as <c>acme: U12345678</c>: the account and the destination, as recipes write it. With one account
/// it need not be named.
/// </param>
public sealed record PrivacyRequest(
    IReadOnlyList<string?>? Words, IReadOnlyList<string?>? Persons, IReadOnlyList<string?>? Domains, IReadOnlyList<string?>? FeedbackTo);

/// <summary>The privacy rules in force.</summary>
/// <param name="Words">Words, or several in a row, that go nowhere.</param>
/// <param name="Persons">Names or mail addresses of people who are mentioned nowhere.</param>
/// <param name="Domains">Domains, with all below them, that no address and no link leads to.</param>
/// <param name="FeedbackTo">Whose feedback may go to which direct message, such as <c>acme: U12345678</c>.</param>
/// <param name="SavedBy">Who saved them last; left out where nobody ever did.</param>
/// <param name="SavedAt">When.</param>
public sealed record PrivacyAnswer(
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Persons,
    IReadOnlyList<string> Domains,
    IReadOnlyList<string> FeedbackTo,
    string? SavedBy,
    DateTimeOffset? SavedAt);
