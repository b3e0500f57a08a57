using System.Net;

namespace Convo.Client;

/// <summary>
/// The one exception of every failed call: what happened, and what can be done about it. Its message holds neither the key nor anything
/// that the server sent, so it may be logged. A caller's own cancellation is not a failure and stays an <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class ConvoApiException : Exception
{
    internal ConvoApiException(ConvoFailure failure, string what, string reason, string advice, Exception? inner = null)
        : base($"{what} failed: {reason}. {advice}", inner)
    {
        Failure = failure;
        Advice = advice;
    }

    /// <summary>How the call failed.</summary>
    public ConvoFailure Failure { get; }

    /// <summary>What can be done, in one or two plain sentences.</summary>
    public string Advice { get; }

    /// <summary>The HTTP status; null when no response came, or when it is not what failed.</summary>
    public HttpStatusCode? Status { get; internal init; }

    /// <summary>Convo's error code; <see cref="ConvoErrorCode.Unknown"/> when the body had none, or one that is not documented.</summary>
    public ConvoErrorCode Code { get; internal init; }

    /// <summary>Convo's error code as sent, if it looks like one (letters, digits, <c>_ . -</c>, at most 64); else null.</summary>
    public string? RawCode { get; internal init; }

    /// <summary>
    /// Convo's own explanation: at most 300 characters, on one line, the key blotted out; null when there was none.
    /// Text from outside: show it to the owner of the account, escape it, and do not log it.
    /// </summary>
    public string? Detail { get; internal init; }

    /// <summary>
    /// How long to wait before asking again. From <c>Retry-After</c>; for <c>rate_limited</c> without that header until
    /// <see cref="RateLimit.ResetsAt"/>, or else the 60 seconds of Convo's own sample. Null for <c>ai_limit_exceeded</c>, where no short wait helps.
    /// </summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>The hourly limit, if the failed response reported it (the documentation promises the headers only on success).</summary>
    public RateLimit? RateLimit { get; internal init; }

    /// <summary>Whether the same call may succeed later with nothing changed.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>Whether Convo may have done the work, and counted it, although the call failed. Look at the profile before asking again.</summary>
    public bool MayHaveCostCredit { get; internal init; }
}
