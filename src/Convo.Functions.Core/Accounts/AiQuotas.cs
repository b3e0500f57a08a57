namespace Convo.Functions.Core.Accounts;

/// <summary>
/// The one place that knows how many AI generations an account has left, for all recipes: whoever was refused one (<c>ai_limit_exceeded</c>) closes it here for
/// everybody, until Convo counts anew.
/// </summary>
public sealed class AiQuotas(AccountStore accounts, TimeProvider clock)
{
    private const int MostTries = 10;

    // Where nobody says when the count begins anew: a profile read meanwhile tells.
    private static readonly TimeSpan Unsaid = TimeSpan.FromHours(1);

    /// <summary>The quota of an account; <see cref="AiQuota.Unknown"/> where its profile was never read.</summary>
    public async Task<AiQuota> FindAsync(string connection, CancellationToken cancellation) =>
        (await accounts.FindAsync(connection, cancellation))?.Ai ?? AiQuota.Unknown;

    /// <summary>Notes that Convo has none left.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="until">When Convo counts anew, where that is known; else what the profile said last, else an hour from now.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Until when none is asked for.</returns>
    public async Task<DateTimeOffset> ExhaustedAsync(string connection, DateTimeOffset? until, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var closed = until > now ? until.Value : now + Unsaid;

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var state = await accounts.FindAsync(connection, cancellation) ?? new AccountState(connection, Generation: 0);
            closed = until > now ? until.Value : state.Ai.ResetsAt > now ? state.Ai.ResetsAt.Value : now + Unsaid;

            if (await accounts.WriteAsync(state with { Ai = state.Ai with { Remaining = 0, ExhaustedUntil = closed } }, cancellation) is not null)
            {
                break;
            }
        }

        return closed;
    }
}
