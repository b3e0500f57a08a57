using Convo.Functions.Core.Webhooks;

namespace Convo.Functions.Web.Health;

/// <summary>
/// Tells of webhooks that should do their work and don't. That a plan has none, or that the app has no address, is no concern: the poll does it then.
/// </summary>
internal sealed class WebhookConcern(WebhookStore webhooks) : IConcern
{
    public async Task<HealthConcern?> FindAsync(CancellationToken cancellation)
    {
        var records = await webhooks.ListAsync(cancellation);
        return records.LongCount(record => record.State is WebhookState.Failing or WebhookState.NoPlace) is > 0 and var count
            ? new HealthConcern(
                "webhook", count, "Webhooks of Convo do not get through, so meetings are found by polling, some minutes later. The connection's page says why "
                + "and what to do.", Degrades: true)
            : null;
    }
}
