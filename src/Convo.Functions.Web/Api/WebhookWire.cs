namespace Convo.Functions.Web.Api;

/// <summary>How the webhook of a connection to Convo stands.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="State">
/// <c>unknown</c> (not looked at yet), <c>guarded</c>, <c>by-hand</c>, <c>no-address</c>, <c>not-in-plan</c>, <c>no-place</c>, <c>trouble</c> or
/// <c>failing</c>.
/// </param>
/// <param name="Sentence">The same in a sentence.</param>
/// <param name="Advice">Why it does not stand well, and what to do.</param>
/// <param name="Works">Whether meetings are told of by it.</param>
/// <param name="WebhookId">Convo's id of the webhook that counts.</param>
/// <param name="Address">Where it delivers.</param>
/// <param name="RegisteredAt">Since when it is registered.</param>
/// <param name="RotatesAt">When its secret is replaced by itself; left out where it isn't.</param>
/// <param name="Rotating">Whether the webhook that it replaces is still registered.</param>
/// <param name="Busy">Whether an instance of the app is looking after it right now.</param>
/// <param name="Test">Convo's last test call.</param>
/// <param name="NextTestAt">When the next one is asked for.</param>
/// <param name="HeardAt">When a test call last came in here with a valid signature, whoever asked for it.</param>
/// <param name="NextLookAt">When it is looked after next.</param>
/// <param name="Found">What was found wrong and repaired, newest first; the last ten.</param>
public sealed record WebhookAnswer(
    string Connection,
    string State,
    string Sentence,
    string? Advice,
    bool Works,
    string? WebhookId,
    string? Address,
    DateTimeOffset? RegisteredAt,
    DateTimeOffset? RotatesAt,
    bool Rotating,
    bool Busy,
    WebhookTestAnswer? Test,
    DateTimeOffset? NextTestAt,
    DateTimeOffset? HeardAt,
    DateTimeOffset? NextLookAt,
    IReadOnlyList<WebhookFindingAnswer> Found);

/// <summary>A test call of Convo's.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Passed">Whether it got through.</param>
/// <param name="Result"><c>delivered</c>, <c>elsewhere</c>, <c>denied</c>, <c>refused</c>, <c>unreachable</c> or <c>missing</c>.</param>
/// <param name="Sentence">What came of it, and what to do.</param>
public sealed record WebhookTestAnswer(DateTimeOffset At, bool Passed, string Result, string Sentence);

/// <summary>What was found wrong with a webhook, and what was done about it.</summary>
/// <param name="At">When.</param>
/// <param name="What">In one or two sentences.</param>
public sealed record WebhookFindingAnswer(DateTimeOffset At, string What);
