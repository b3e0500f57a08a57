namespace Convo.Client;

/// <summary>How a call failed, as far as the client can tell.</summary>
public enum ConvoFailure
{
    /// <summary>Convo (or something in front of it) answered with an error status.</summary>
    Refused,

    /// <summary>The status said success, but the body was not the documented JSON: a web page, empty, cut off, too deep, or without <c>data</c>.</summary>
    Unreadable,

    /// <summary>The answer was larger than the client accepts for this call; the rest was not read.</summary>
    TooLarge,

    /// <summary>The answer was a redirect, which is never followed with a key.</summary>
    Redirected,

    /// <summary>The connection could not be made or broke.</summary>
    Network,

    /// <summary>No whole answer within <see cref="ConvoClientOptions.Timeout"/>.</summary>
    Timeout,
}
