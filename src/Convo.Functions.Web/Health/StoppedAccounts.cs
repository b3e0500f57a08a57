using Convo.Functions.Core.Budgets;

namespace Convo.Functions.Web.Health;

/// <summary>That accounts at Convo are stopped, for as long as they are: the one alert that stays.</summary>
internal sealed class StoppedAccounts(CallBudget budget) : IConcern
{
    /// <inheritdoc/>
    public async Task<HealthConcern?> FindAsync(CancellationToken cancellation) => (await budget.StopsAsync(cancellation)).Count is > 0 and var count
        ? new HealthConcern(
            "account-stopped",
            count,
            "Convo refuses the key or the plan of a connection, so nothing is asked of it, and runs that need it wait. Its page under Connections says why; "
            + "save a key that works, or press Try again there.",
            Degrades: true)
        : null;
}
