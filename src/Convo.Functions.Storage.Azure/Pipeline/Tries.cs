using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>
/// What became of the tries of one call. The pipeline tries again by itself and only the last answer comes out of it; whether an earlier try may have
/// taken effect decides what a conflict means and what a failure must say.
/// </summary>
/// <param name="within">How long the whole call may take; no try begins that could only end later.</param>
internal sealed class Tries(TimeSpan within)
{
    private const string Property = "convo.tries";
    private bool uncertain;
    private bool running;

    /// <summary>How long the whole call may take.</summary>
    public TimeSpan Within => within;

    /// <summary>True where some try may have taken effect although it had no answer that says so.</summary>
    public bool MayHaveHappened => uncertain || running;

    /// <summary>True where the last try was answered, and not with an error: the store did what it was asked.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>Watches all that the clients send from here on, in this call only, until the result is disposed of.</summary>
    public IDisposable Watch() => HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = this });

    /// <summary>The tries of the call that a message belongs to.</summary>
    public static Tries Of(HttpMessage message) => message.TryGetProperty(Property, out var value) && value is Tries tries
        ? tries
        : throw new InvalidOperationException("A request is sent outside of a call with a limit.");

    /// <summary>A try begins.</summary>
    public void Begin()
    {
        running = true;
        WasAnswered = false;
    }

    /// <summary>A try has ended with an answer.</summary>
    public void End(Response response)
    {
        End(mayHaveHappened: response.Status is 408 or 500 or 502 or 504);
        WasAnswered = response.Status < 400;
    }

    /// <summary>A try has ended without an answer that could be read.</summary>
    /// <param name="mayHaveHappened">True where it may have taken effect all the same.</param>
    public void End(bool mayHaveHappened)
    {
        running = false;
        uncertain |= mayHaveHappened;
    }
}
