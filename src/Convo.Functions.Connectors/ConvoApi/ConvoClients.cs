using Convo.Client;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Makes a client for a connection to Convo, or says what its settings lack.</summary>
/// <param name="outgoing">The guarded way out.</param>
/// <param name="time">The clock.</param>
/// <param name="chance">The dice.</param>
internal sealed class ConvoClients(OutgoingHttp outgoing, TimeProvider time, IChance chance)
{
    // A call belongs to an attempt of 60 seconds, and may not be its only one.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = outgoing.Client();

    public (ConvoClient? Client, ConvoRefusal? Refusal) Open(Connection connection, IReadOnlyDictionary<string, string>? secrets)
    {
        if (secrets is null || !secrets.TryGetValue(ConnectionKind.Convo.Secret, out var key) || key.Length == 0 || !key.All(c => c is > ' ' and < '\u007f'))
        {
            return (null, new($"The connection '{connection.Name}' has no usable API key.",
                "Make a key in the Convo app under Settings, API Keys, and save it in the connection."));
        }

        var address = connection.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting, ConnectionKind.Convo.BaseUrl);

        return OutgoingAddress.Read(address, outgoing.Loopback) switch
        {
            OutgoingAddress.Allowed allowed => (new ConvoClient(http, Options(allowed.Address, key), time, chance.Next), null),
            OutgoingAddress.Refused refused => (null, new($"The address of the connection '{connection.Name}' can't be used. {refused.Reason}",
                refused.Advice)),
            _ => throw new InvalidOperationException("an address is allowed or refused"),
        };
    }

    // No repeats of its own: the hour's requests are shared out by the product's plan, and what failed is asked for again by it.
    private static ConvoClientOptions Options(Uri address, string key) => new()
    {
        ApiKey = key,
        BaseAddress = address,
        AllowLoopbackHttp = address.IsLoopback,
        Timeout = Limit,
        Retries = 0,
    };
}

/// <summary>Why an account can't be asked.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Advice">What a person can do.</param>
internal sealed record ConvoRefusal(string Reason, string Advice);
