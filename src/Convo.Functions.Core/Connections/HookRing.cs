using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Functions.Core.Connections;

/// <summary>The secret of one webhook at Convo.</summary>
/// <param name="WebhookId">Convo's id of the webhook.</param>
/// <param name="Secret">Signs its deliveries; whole as given, prefix included.</param>
/// <param name="Until">From when on it counts no more; null while it counts.</param>
public sealed record HookSecret(string WebhookId, string Secret, DateTimeOffset? Until)
{
    /// <summary>Without the secret: records print all they hold.</summary>
    public override string ToString() => $"{nameof(HookSecret)} {WebhookId}";
}

/// <summary>
/// The small ring of webhook secrets of a connection: during a rotation the old and the new one count both, and what has ended is remembered
/// for a while, to tell "an old secret" from "no secret of ours".
/// </summary>
public sealed partial record HookRing(IReadOnlyList<HookSecret> Entries)
{
    private const int MostEntries = 8;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>No secret: nothing is valid.</summary>
    public static HookRing Empty { get; } = new([]);

    /// <summary>The secrets that count at a moment.</summary>
    public IReadOnlyList<string> Valid(DateTimeOffset now) => Entries switch
    {
        [{ Until: null } only] => [only.Secret],
        _ => [.. Entries.Where(entry => Counts(entry, now)).Select(entry => entry.Secret)],
    };

    /// <summary>The entries that count at a moment, in the order of <see cref="Valid"/>.</summary>
    public IReadOnlyList<HookSecret> Counting(DateTimeOffset now) => [.. Entries.Where(entry => Counts(entry, now))];

    /// <summary>The secrets that counted before.</summary>
    public IReadOnlyList<HookSecret> Past(DateTimeOffset now) => [.. Entries.Where(entry => !Counts(entry, now))];

    /// <summary>Adds a secret; those before it end after the overlap.</summary>
    /// <exception cref="ArgumentException">The secret is empty: everybody could sign with it.</exception>
    public HookRing Add(string webhookId, string secret, DateTimeOffset now, TimeSpan overlap)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        var end = now + overlap;
        return With(new HookSecret(webhookId, secret, null), Before(webhookId, now).Select(entry => EndingAt(entry, end)));
    }

    /// <summary>
    /// Adds the secret of a webhook that delivers beside those before it, which count on until their webhooks are removed. Of one that was entered by
    /// hand the webhook is not known; it ends after the overlap.
    /// </summary>
    /// <exception cref="ArgumentException">The secret is empty: everybody could sign with it.</exception>
    public HookRing Join(string webhookId, string secret, DateTimeOffset now, TimeSpan overlap)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        var before = Before(webhookId, now).Select(entry => entry.WebhookId == ConnectionStore.ByHand ? EndingAt(entry, now + overlap) : entry);
        return With(new HookSecret(webhookId, secret, null), before);
    }

    /// <summary>Lets a secret count until a moment at the latest: its webhook is being removed, and deliveries may be under way.</summary>
    public HookRing EndAt(string webhookId, DateTimeOffset end) =>
        new([.. Entries.Select(entry => entry.WebhookId == webhookId ? EndingAt(entry, end) : entry)]);

    /// <summary>Ends a secret at once: its webhook was removed, or it is known to others.</summary>
    public HookRing End(string webhookId, DateTimeOffset now) =>
        new([.. Entries.Select(entry => entry.WebhookId == webhookId && Counts(entry, now) ? entry with { Until = now } : entry)]);

    /// <summary>As it lies in the secret store.</summary>
    public string Write() => JsonSerializer.Serialize(new Wire([.. Entries]), HookRingJson.Default.Wire);

    /// <summary>Reads what <see cref="Write"/> wrote; nothing readable is the empty ring, with which nothing is valid.</summary>
    public static HookRing Read(string? text)
    {
        try
        {
            var wire = text is null ? null : JsonSerializer.Deserialize(text, HookRingJson.Default.Wire);
            return wire?.Ring is { } ring ? new HookRing([.. ring.Where(entry => !string.IsNullOrWhiteSpace(entry.Secret))]) : Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    private IEnumerable<HookSecret> Before(string webhookId, DateTimeOffset now) =>
        Entries.Where(entry => entry.WebhookId != webhookId && !(entry.Until + Remembered < now));

    private static HookRing With(HookSecret added, IEnumerable<HookSecret> before) => new([.. before.TakeLast(MostEntries - 1), added]);

    private static HookSecret EndingAt(HookSecret entry, DateTimeOffset end) =>
        entry.Until is { } until && until < end ? entry : entry with { Until = end };

    private static bool Counts(HookSecret entry, DateTimeOffset now) => entry.Until is not { } until || now < until;

    internal sealed record Wire(IReadOnlyList<HookSecret>? Ring);

    [JsonSerializable(typeof(Wire))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    internal sealed partial class HookRingJson : JsonSerializerContext;
}
