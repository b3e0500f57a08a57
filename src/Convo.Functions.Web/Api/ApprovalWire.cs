namespace Convo.Functions.Web.Api;

/// <summary>What waits for somebody's yes.</summary>
/// <param name="Items">Those first that wait the shortest.</param>
public sealed record ApprovalList(IReadOnlyList<ApprovalAnswer> Items);

/// <summary>A delivery that waits for a yes.</summary>
/// <param name="Id">Names it, also in addresses.</param>
/// <param name="Content">Which content an answer is about: to be given with it.</param>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Step">The step of the recipe.</param>
/// <param name="Action">What would deliver it.</param>
/// <param name="Destination">Where it would go.</param>
/// <param name="By">The e-mail addresses of those who may decide.</param>
/// <param name="Until">Until when; afterwards it does not go out.</param>
/// <param name="Title">The meeting's title; for editors and admins, and only as long as it is kept.</param>
/// <param name="Preview">What would go out, as plain text; likewise.</param>
public sealed record ApprovalAnswer(
    string Id,
    string Content,
    string Run,
    string Recipe,
    string Step,
    string Action,
    string Destination,
    IReadOnlyList<string> By,
    DateTimeOffset Until,
    string? Title,
    string? Preview);

/// <summary>An answer.</summary>
/// <param name="Content">The <c>content</c> of what was looked at: an answer counts for nothing else.</param>
public sealed record DecisionRequest(string? Content);

/// <summary>What became of an answer.</summary>
/// <param name="Verdict"><c>approved</c> or <c>rejected</c>.</param>
/// <param name="At">When it was taken.</param>
public sealed record DecisionAnswer(string Verdict, DateTimeOffset At);

/// <summary>A wish for a personal link.</summary>
/// <param name="For">The e-mail address of one of those who may decide.</param>
public sealed record ApprovalLinkRequest(string? For);

/// <summary>A personal link: whoever has it can decide in that person's name. It can't be read again.</summary>
/// <param name="Url">Its address.</param>
public sealed record ApprovalLinkAnswer(string Url)
{
    /// <summary>Never the address.</summary>
    public override string ToString() => nameof(ApprovalLinkAnswer);
}
