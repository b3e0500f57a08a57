using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Control;

/// <summary>
/// Shows the webhooks of all accounts, secrets included, and alters one as nobody can over Convo's API: what a person or a mishap at Convo may do to it
/// behind the back of the program that registered it.
/// </summary>
internal sealed class WebhookControl(ConvoAccounts accounts)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/webhooks", ListAsync);
        control.MapPost("/webhooks/{id}", AlterAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var items = accounts.WithApi.SelectMany(account => account.Webhooks.Select(webhook => Show(account, webhook)));
        return ControlAnswer.WriteAsync(context, new WebhookList([.. items]), ControlJson.Wire.WebhookList);
    }

    private async Task AlterAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.WebhookRequest) is not { } request)
        {
            return;
        }

        if (ProblemOf(request) is { } problem)
        {
            await ControlAnswer.RefuseAsync(context, problem);
            return;
        }

        var id = (string)context.Request.RouteValues["id"]!;
        foreach (var account in accounts.WithApi)
        {
            if (account.TryAlterWebhook(id, webhook => Altered(webhook, request)) is { } altered)
            {
                await ControlAnswer.WriteAsync(context, Show(account, altered), ControlJson.Wire.WebhookItem);
                return;
            }
        }

        await ControlAnswer.RefuseAsync(context, "No webhook has this id; GET /control/webhooks shows them", StatusCodes.Status404NotFound);
    }

    private static string? ProblemOf(WebhookRequest request)
    {
        if (request.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && WebhookEndpoints.IsAllowed(address)))
        {
            return "url must be an https address, or http to loopback";
        }

        return request.Events is { } events && (events.Count is 0 || !events.All(name => name is not null && EventNames.All.Contains(name)))
            ? "events must name at least one of: " + string.Join(", ", EventNames.All.Order())
            : request.Secret is "" ? "secret must not be empty" : null;
    }

    private static Webhook Altered(Webhook webhook, WebhookRequest request) => webhook with
    {
        Url = request.Url is { } url ? new Uri(url) : webhook.Url,
        UrlAsGiven = request.Url ?? webhook.UrlAsGiven,
        Events = request.Events is { } events ? [.. events.OfType<string>().Distinct()] : webhook.Events,
        Secret = request.Secret ?? webhook.Secret,
    };

    private static WebhookItem Show(ConvoAccount account, Webhook webhook) =>
        new(account.Name, webhook.Id, webhook.UrlAsGiven, webhook.Events, webhook.Secret);
}
