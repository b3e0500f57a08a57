using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;

namespace Convo.Client;

/// <summary>
/// The Convo API v1, typed. One file per resource holds its operations; each describes a call and hands it to the one request path.
/// Every operation throws <see cref="ConvoApiException"/> when it fails, <see cref="ArgumentException"/> before anything is sent when an
/// argument cannot be right, and <see cref="OperationCanceledException"/> when the caller cancels. Safe for concurrent use.
/// </summary>
public sealed partial class ConvoClient
{
    private const int MaxRetries = 5;
    private readonly ConvoTransport transport;
    private readonly bool allowsLoopbackHttp;

    /// <summary>A client on the machine's clock.</summary>
    /// <param name="http">Sends the requests; best over <see cref="CreateHandler"/>. It stays the caller's, and its own timeout applies too.</param>
    /// <param name="options">Address, key, limits.</param>
    /// <exception cref="ArgumentException">An option is missing or not usable.</exception>
    public ConvoClient(HttpClient http, ConvoClientOptions options)
        : this(http, options, TimeProvider.System, () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue)
    {
    }

    /// <summary>A client on a given clock and dice, for tests and for callers that keep both in one place.</summary>
    /// <param name="http">Sends the requests; best over <see cref="CreateHandler"/>. It stays the caller's, and its own timeout applies too.</param>
    /// <param name="options">Address, key, limits.</param>
    /// <param name="time">The clock that limits calls and spaces retries.</param>
    /// <param name="dice">Gives a number from 0 up to 1, to spread retries.</param>
    /// <exception cref="ArgumentException">An option is missing or not usable.</exception>
    public ConvoClient(HttpClient http, ConvoClientOptions options, TimeProvider time, Func<double> dice)
    {
        Check(options);
        transport = new(http, options, time, dice);
        allowsLoopbackHttp = options.AllowLoopbackHttp;
    }

    /// <summary>A handler fit for Convo: follows no redirect, keeps no cookies, looks up the host again every five minutes.</summary>
    /// <returns>A new handler, the caller's to dispose of.</returns>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static void Check(ConvoClientOptions options)
    {
        if (string.IsNullOrEmpty(options.ApiKey) || !options.ApiKey.All(char.IsAscii) || options.ApiKey.Any(c => char.IsControl(c) || c == ' '))
        {
            throw new ArgumentException("ApiKey must be the key as Convo showed it, like convo_abc123, without spaces or line ends.", nameof(options));
        }

        var address = options.BaseAddress;
        if (!address.IsAbsoluteUri || !IsSafe(address, options.AllowLoopbackHttp)
            || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
        {
            throw new ArgumentException(
                "BaseAddress must be an https address like https://www.itsconvo.com without user, query or fragment; "
                + "plain http only to this machine and with AllowLoopbackHttp.",
                nameof(options));
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentException("Timeout must be more than zero and at most a day, for example one minute.", nameof(options));
        }

        if (options.Retries is < 0 or > MaxRetries)
        {
            throw new ArgumentException($"Retries must be 0 to {MaxRetries}.", nameof(options));
        }
    }

    private static bool IsSafe(Uri address, bool allowLoopbackHttp) =>
        address.Scheme == Uri.UriSchemeHttps || (allowLoopbackHttp && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private async Task<ConvoResult<T>> AskAsync<T>(ConvoCall call, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        var result = await transport.SendAsync(call, type, cancellationToken);
        return result.Map(envelope => envelope.Data!);
    }

    private static string ConversationPath(string id, string rest) =>
        $"/conversations/{Uri.EscapeDataString(ConvoId.Checked(id, nameof(id)))}{rest}";
}
