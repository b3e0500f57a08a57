namespace Convo.Client;

/// <summary>What a <see cref="ConvoClient"/> needs to know: where Convo is, which key to use, how long to wait.</summary>
public sealed record ConvoClientOptions
{
    /// <summary>The API key (<c>convo_…</c>), made in the Convo desktop app under Settings, API Keys; shown there only once.</summary>
    public required string ApiKey { get; init; }

    /// <summary>
    /// Where the API lives, without <c>/api/v1</c>. Https only, see <see cref="AllowLoopbackHttp"/>. The default is the one documented host;
    /// its <c>www</c> matters, since a redirect from the bare domain would drop the key.
    /// </summary>
    public Uri BaseAddress { get; init; } = new("https://www.itsconvo.com");

    /// <summary>The longest one call may take, its retries and the reading of the answer included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a failed read is tried again, 0 to 5. Calls that write or may cost a credit are never repeated.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Whether plain http is accepted to this machine itself (<c>localhost</c>, 127.0.0.0/8, <c>::1</c>), as the sandbox and tests need.</summary>
    public bool AllowLoopbackHttp { get; init; }

    /// <summary>The options in one line, without the key.</summary>
    /// <returns>Address, time limit and retries.</returns>
    public override string ToString() => $"ConvoClientOptions {{ BaseAddress = {BaseAddress}, Timeout = {Timeout}, Retries = {Retries}, ApiKey = (hidden) }}";
}
