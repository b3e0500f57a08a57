using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Api;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Web.Triggers;

/// <summary>
/// Notices how every account stands, at the start and once a day, whoever calls and however often. Where a plan has changed, or a stopped account works
/// again, the webhooks are looked after at once: a lower plan ends them without a word, a higher one may have some.
/// </summary>
public sealed partial class AccountRound(
    ConnectionStore connections, AccountWatch watch, WebhookRound webhooks, TimeProvider clock, ILogger<AccountRound> logger)
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    // What was read this shortly before the start says as much; instances start more often than plans change.
    private static readonly TimeSpan AtStart = TimeSpan.FromHours(1);

    // Whether it is time costs reads of storage, and whoever calls does so far more often than it is.
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(5);
    private long lookedAt = DateTimeOffset.MinValue.Ticks;
    private bool isStarted;

    /// <summary>Looks at all of them. What goes wrong with one does not keep the others waiting: the next round makes it good.</summary>
    /// <exception cref="StorageException">The store can't be reached.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (TimeSpan.FromTicks(now.UtcTicks - Interlocked.Read(ref lookedAt)).Duration() < LooksEvery)
        {
            return;
        }

        Interlocked.Exchange(ref lookedAt, now.UtcTicks);
        var needsWebhooks = false;
        foreach (var connection in await connections.ListAsync(cancellation))
        {
            if (connection.Kind == ConnectionKind.Convo.Name)
            {
                needsWebhooks |= await LookAsync(connection, cancellation);
            }
        }

        isStarted = true;
        if (needsWebhooks)
        {
            await webhooks.LookAtOnceAsync(cancellation);
        }
    }

    private async Task<bool> LookAsync(Connection connection, CancellationToken cancellation)
    {
        try
        {
            return await watch.LookAsync(connection, isStarted ? Daily : AtStart, cancellation) is { IsTierChange: true } or { IsMended: true };
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageException))
        {
            Log.NotLooked(logger, connection.Name, e.GetType(), e.StackTrace);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "How account {Account} stands could not be found out, which is tried again: {Error}\n{Place}")]
        public static partial void NotLooked(ILogger logger, string account, Type error, string? place);
    }
}
