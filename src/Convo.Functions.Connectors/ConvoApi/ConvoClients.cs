using Convo.Client;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Makes a client for a connection to Convo, or says what its settings lack. All that it calls comes out of the account's budget.</summary>
/// <param name="outgoing">The guarded way out.</param>
/// <param name="budget">The calls an hour.</param>
/// <param name="time">The clock.</param>
/// <param name="chance">The dice.</param>
internal sealed class ConvoClients(OutgoingHttp outgoing, ICallBudget budget, TimeProvider time, IChance chance) : IDisposable
{
    // A call belongs to an attempt of 60 seconds, and may not be its only one.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    // How long Convo takes to write is nowhere said; what is given up on may have cost a credit. Within the 60 seconds of an attempt.
    private static readonly TimeSpan GeneratingLimit = TimeSpan.FromSeconds(45);

    private readonly HttpMessageInvoker wire = new(outgoing.Handler(), disposeHandler: true);

    /// <summary>A client whose calls are reserved one by one as they are made.</summary>
    public (ConvoClient? Client, ConvoRefusal? Refusal) Open(Connection connection, IReadOnlyDictionary<string, string>? secrets, CallUse use) =>
        Open(connection, secrets, budget.Open(connection.Name, use));

    /// <summary>A client for calls that have Convo write something, which takes longer than a look at what is stored.</summary>
    public (ConvoClient? Client, ConvoRefusal? Refusal) OpenToGenerate(Connection connection, IReadOnlyDictionary<string, string>? secrets) =>
        Open(connection, secrets, budget.Open(connection.Name, CallUse.Gathering), GeneratingLimit);

    /// <summary>A client that uses up what was reserved for one piece of work.</summary>
    public (ConvoClient? Client, ConvoRefusal? Refusal) Open(Connection connection, IReadOnlyDictionary<string, string>? secrets, CallGrant grant) =>
        Open(connection, secrets, grant, Limit);

    private (ConvoClient? Client, ConvoRefusal? Refusal) Open(
        Connection connection, IReadOnlyDictionary<string, string>? secrets, CallGrant grant, TimeSpan limit)
    {
        if (secrets is null || !secrets.TryGetValue(ConnectionKind.Convo.Secret, out var key) || key.Length == 0 || !key.All(c => c is > ' ' and < '\u007f'))
        {
            return (null, new($"The connection '{connection.Name}' has no usable API key.",
                "Make a key in the Convo app under Settings, API Keys, and save it in the connection."));
        }

        var address = connection.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting, ConnectionKind.Convo.BaseUrl);

        return OutgoingAddress.Read(address, outgoing.Loopback) switch
        {
            OutgoingAddress.Allowed allowed =>
                (new ConvoClient(Http(grant, connection.Generation), Options(allowed.Address, key, limit), time, chance.Next), null),
            OutgoingAddress.Refused refused => (null, new($"The address of the connection '{connection.Name}' can't be used. {refused.Reason}",
                refused.Advice)),
            _ => throw new InvalidOperationException("an address is allowed or refused"),
        };
    }

    /// <summary>Why a call failed: that the account is stopped, where it is, and else what the call itself says.</summary>
    public FailureWords WordsOf(Connection connection, ConvoApiException failure) =>
        failure.RetryAfter is not null && budget.StopOf(connection.Name) is { } stop
            ? new(stop.ReasonFor(connection.Name), stop.Advice, IsStop: true)
            : new(failure.Message, failure.Advice, IsStop: false);

    public void Dispose() => wire.Dispose();

    private HttpClient Http(CallGrant grant, int generation) => new(new BudgetedCalls(wire, grant, generation, time)) { Timeout = Timeout.InfiniteTimeSpan };

    // No repeats of its own: the hour's requests are shared out by the product's plan, and what failed is asked for again by it.
    private static ConvoClientOptions Options(Uri address, string key, TimeSpan limit) => new()
    {
        ApiKey = key,
        BaseAddress = address,
        AllowLoopbackHttp = address.IsLoopback,
        Timeout = limit,
        Retries = 0,
    };
}

/// <summary>Why a call failed, in words.</summary>
/// <param name="Reason">What happened.</param>
/// <param name="Advice">What a person can do.</param>
/// <param name="IsStop">Whether the account is stopped, which takes a person.</param>
internal sealed record FailureWords(string Reason, string Advice, bool IsStop)
{
    /// <summary>Both, for where there is one place for them; what a failed call says of itself has its advice in it.</summary>
    public string Whole => IsStop ? $"{Reason} {Advice}" : Reason;
}

/// <summary>Why an account can't be asked.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Advice">What a person can do.</param>
internal sealed record ConvoRefusal(string Reason, string Advice);
