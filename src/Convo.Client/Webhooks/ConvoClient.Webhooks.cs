namespace Convo.Client;

public sealed partial class ConvoClient
{
    private const string WebhookMissing = "There is no such webhook (any more); list the webhooks to see which there are.";

    /// <summary>Lists the active webhooks (<c>GET /webhooks</c>), without their secrets.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The webhooks.</returns>
    public async Task<ConvoResult<IReadOnlyList<Webhook>>> ListWebhooksAsync(CancellationToken cancellationToken)
    {
        var call = new ConvoCall(HttpMethod.Get, "/webhooks", "Listing webhooks");
        var result = await AskAsync(call, ConvoJson.Default.EnvelopeListWebhookWire, cancellationToken);
        return result.Map<IReadOnlyList<Webhook>>(rows => [.. Tolerant.List(rows).Select(row => row.ToWebhook())]);
    }

    /// <summary>
    /// Registers a webhook (<c>POST /webhooks</c>); three at most on Professional. Never repeated by the client: when it fails without an
    /// answer, list the webhooks and delete an orphan before trying again, since a lost secret cannot be read back.
    /// </summary>
    /// <param name="url">Where the events shall go: https (plain http only to this machine and with the option that allows it).</param>
    /// <param name="events">Which events, at least one; see <see cref="ConvoEventNames"/>.</param>
    /// <param name="cancellationToken">Cancels the waiting; the webhook may be registered all the same.</param>
    /// <returns>The webhook and its secret, which is shown only this once.</returns>
    public async Task<ConvoResult<CreatedWebhook>> CreateWebhookAsync(Uri url, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        if (!url.IsAbsoluteUri || !IsSafe(url, allowsLoopbackHttp))
        {
            throw new ArgumentException("A webhook's address must be https, like https://hooks.example.com/convo.", nameof(url));
        }

        if (events.Count == 0 || events.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"A webhook needs at least one event, like {ConvoEventNames.KeypointsReady}.", nameof(events));
        }

        var call = new ConvoCall(HttpMethod.Post, "/webhooks", "Registering the webhook")
            .With(new WebhookBody(url.AbsoluteUri, events), ConvoJson.Default.WebhookBody);
        var result = await AskAsync(call, ConvoJson.Default.EnvelopeWebhookWire, cancellationToken);
        return result.Value.Secret is { Length: > 0 } secret
            ? result.Map(wire => new CreatedWebhook(wire.ToWebhook(), secret))
            : throw Failures.WithoutSecret(call, result.RateLimit);
    }

    /// <summary>Deletes a webhook (<c>DELETE /webhooks</c>, the id in a JSON body).</summary>
    /// <param name="webhookId">The webhook's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was deleted.</returns>
    public Task<ConvoResult<Deletion>> DeleteWebhookAsync(string webhookId, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Delete, "/webhooks", "Deleting the webhook") { NotFoundMeans = WebhookMissing }
                .With(new WebhookDeletionBody(ConvoId.Checked(webhookId, nameof(webhookId))), ConvoJson.Default.WebhookDeletionBody),
            ConvoJson.Default.EnvelopeDeletion,
            cancellationToken);

    /// <summary>Lets Convo send a signed <c>webhook.test</c> (<c>POST /webhooks/test</c>); Convo waits up to 10 seconds for the endpoint.</summary>
    /// <param name="webhookId">The webhook's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the endpoint answered.</returns>
    public Task<ConvoResult<WebhookTest>> TestWebhookAsync(string webhookId, CancellationToken cancellationToken) =>
        AskAsync(
            new ConvoCall(HttpMethod.Post, "/webhooks/test", "Testing the webhook") { NotFoundMeans = WebhookMissing }
                .With(new WebhookTestBody(ConvoId.Checked(webhookId, nameof(webhookId))), ConvoJson.Default.WebhookTestBody),
            ConvoJson.Default.EnvelopeWebhookTest,
            cancellationToken);
}
