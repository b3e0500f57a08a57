using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.ConvoApi;

/// <summary>Registration of webhooks: list, create, delete (by body), test.</summary>
internal sealed class WebhookEndpoints(WebhookSender sender)
{
    private const int LongestUrl = 2048;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/webhooks", ListAsync);
        api.MapPost("/webhooks", CreateAsync);
        api.MapDelete("/webhooks", DeleteAsync);
        api.MapPost("/webhooks/test", TestAsync);
    }

    private static Task ListAsync(HttpContext context)
    {
        var account = ConvoGate.AccountOf(context);
        var shapes = account.Shapes;
        IReadOnlyList<WebhookListed> listed = [.. account.Webhooks.Select(w => shapes.SnakeCreatedAt
            ? new WebhookListed(w.Id, w.UrlAsGiven, w.Events, shapes.Time(w.CreatedAt), null)
            : new WebhookListed(w.Id, w.UrlAsGiven, w.Events, null, shapes.Time(w.CreatedAt)))];
        return ConvoAnswer.WriteAsync(context, new Envelope<IReadOnlyList<WebhookListed>>(listed), ConvoJson.Wire.EnvelopeIReadOnlyListWebhookListed);
    }

    private static async Task CreateAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.CreateWebhookRequest);
        if (error is not null)
        {
            await ConvoAnswer.RefuseAsync(context, error);
            return;
        }

        if (request?.Url is not { Length: <= LongestUrl } given || !Uri.TryCreate(given, UriKind.Absolute, out var url) || !IsAllowed(url))
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Validation("url must be an https address (the sandbox also takes http to loopback)"));
            return;
        }

        if (request.Events is not { Count: > 0 } events || !events.All(e => e is not null && EventNames.All.Contains(e)))
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Validation("events must name at least one of: " + string.Join(", ", EventNames.All.Order())));
            return;
        }

        var account = ConvoGate.AccountOf(context);
        if (account.TryRegister(url, given, [.. events.Distinct().OfType<string>()]) is not { } webhook)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.Forbidden($"The plan allows {account.Plan.Webhooks} webhooks; delete one first"));
            return;
        }

        await ConvoAnswer.WriteAsync(
            context,
            new Envelope<WebhookCreated>(new(webhook.Id, given, webhook.Events, webhook.Secret, account.Shapes.Time(webhook.CreatedAt))),
            ConvoJson.Wire.EnvelopeWebhookCreated);
    }

    private static async Task DeleteAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.DeleteWebhookRequest);
        if (error is not null || request?.Id is not { Length: > 0 } id)
        {
            await ConvoAnswer.RefuseAsync(context, error ?? ConvoError.Validation("id is required in the JSON body"));
            return;
        }

        if (!ConvoGate.AccountOf(context).TryRemoveWebhook(id))
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Webhook not found"));
            return;
        }

        await ConvoAnswer.WriteAsync(context, new Envelope<Deletion>(new(id, Deleted: true)), ConvoJson.Wire.EnvelopeDeletion);
    }

    private async Task TestAsync(HttpContext context)
    {
        var (request, error) = await ConvoAnswer.ReadAsync(context, ConvoJson.Wire.TestWebhookRequest);
        if (error is not null || request?.WebhookId is not { Length: > 0 } id)
        {
            await ConvoAnswer.RefuseAsync(context, error ?? ConvoError.Validation("webhookId is required in the JSON body"));
            return;
        }

        if (ConvoGate.AccountOf(context).Webhooks.FirstOrDefault(w => w.Id == id) is not { } webhook)
        {
            await ConvoAnswer.RefuseAsync(context, ConvoError.NotFound("Webhook not found"));
            return;
        }

        var delivery = await sender.TestAsync(webhook, context.RequestAborted);
        await ConvoAnswer.WriteAsync(
            context,
            new Envelope<WebhookTest>(new(id, delivery.Outcome == DeliveryOutcome.Delivered, delivery.Status)),
            ConvoJson.Wire.EnvelopeWebhookTest);
    }

    // Convo takes https alone; http to this machine is the sandbox's one stated deviation.
    public static bool IsAllowed(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
