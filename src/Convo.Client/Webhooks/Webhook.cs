using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>A registered webhook. Its secret is never listed: see <see cref="CreatedWebhook"/>.</summary>
public sealed record Webhook
{
    /// <summary>The id (<c>wh_…</c>); empty when Convo gave none.</summary>
    public required string Id { get; init; }

    /// <summary>Where the events go.</summary>
    public required string Url { get; init; }

    /// <summary>The names of the events it is registered for, known or not; see <see cref="ConvoEventNames"/>.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>When it was registered, in UTC.</summary>
    public required DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>A webhook that was just registered, with its secret, which Convo shows only this once and never changes.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">The secret (<c>whsec_…</c>), used whole and unchanged as the key of <see cref="WebhookSignature"/>.</param>
public sealed record CreatedWebhook(Webhook Webhook, string Secret)
{
    /// <summary>The webhook in one line, without the secret.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => $"CreatedWebhook {{ Id = {Webhook.Id}, Secret = (hidden) }}";
}

/// <summary>What a test delivery led to.</summary>
public sealed record WebhookTest
{
    /// <summary>The webhook's id; empty when Convo gave none.</summary>
    public string WebhookId { get; init => field = value ?? ""; } = "";

    /// <summary>Whether Convo counts the event as delivered; null when it does not say.</summary>
    public bool? Delivered { get; init; }

    /// <summary>The HTTP status of the endpoint; null presumably when it was not reached within 10 seconds (not documented).</summary>
    public int? StatusCode { get; init; }
}

/// <summary>A webhook on the wire: the list says <c>created_at</c>, the registration <c>createdAt</c> and <c>secret</c>.</summary>
internal sealed record WebhookWire(
    string? Id,
    string? Url,
    IReadOnlyList<string?>? Events,
    string? Secret,
    DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("created_at")] DateTimeOffset? CreatedAtInLists)
{
    internal Webhook ToWebhook() => new()
    {
        Id = Id ?? "",
        Url = Url ?? "",
        Events = Tolerant.List(Events),
        CreatedAt = CreatedAt ?? CreatedAtInLists,
    };
}

/// <summary>The body of a registration.</summary>
/// <param name="Url">Where the events go.</param>
/// <param name="Events">Which events.</param>
internal sealed record WebhookBody(string Url, IReadOnlyList<string> Events);

/// <summary>The body of a deletion, where the key is <c>id</c>.</summary>
/// <param name="Id">The webhook's id.</param>
internal sealed record WebhookDeletionBody(string Id);

/// <summary>The body of a test, where the key is <c>webhookId</c>.</summary>
/// <param name="WebhookId">The webhook's id.</param>
internal sealed record WebhookTestBody(string WebhookId);
