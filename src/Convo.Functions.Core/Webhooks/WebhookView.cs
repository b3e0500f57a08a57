using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;

namespace Convo.Functions.Core.Webhooks;

/// <summary>All that is known when it is decided what to do about a webhook.</summary>
/// <param name="Address">Our address for this connection.</param>
/// <param name="Listed">What Convo lists, of this account: others' too.</param>
/// <param name="Ring">The secrets that we hold.</param>
/// <param name="Record">What we remember.</param>
/// <param name="Rules">The times.</param>
/// <param name="Now">The time.</param>
public sealed record WebhookView(
    Uri Address, IReadOnlyList<RegisteredWebhook> Listed, HookRing Ring, WebhookRecord Record, WebhookRules Rules, DateTimeOffset Now)
{
    /// <summary>Whether Convo has just refused another webhook while as many were listed as the plan Professional has places.</summary>
    public bool IsFull { get; init; }

    /// <summary>The webhook that counts: the newest of which we hold a secret without an end, and that Convo lists.</summary>
    public RegisteredWebhook? Current => Ring.Entries.Where(entry => entry.Until is null && !IsByHand(entry))
        .Select(entry => Find(entry.WebhookId)).LastOrDefault(webhook => webhook is not null);

    /// <summary>Whether a person's own webhook counts, of which we know the secret alone.</summary>
    public bool IsLeftToHand => Ring.Entries.Any(entry => IsByHand(entry) && entry.Until is null) && !Record.WantsRotation;

    /// <summary>Those of ours that count no longer, or that others replace; oldest first. Never one that is not ours.</summary>
    public IReadOnlyList<RegisteredWebhook> Others => [.. Listed.Where(webhook => IsOurs(webhook) && webhook.Id != Current?.Id)];

    /// <summary>Those at our address by whose secret nothing can be proven.</summary>
    public IReadOnlyList<RegisteredWebhook> Orphans => HandMayCount
        ? []
        : [.. Listed.Where(webhook => IsHere(webhook) && !Ring.Counting(Now).Any(entry => entry.WebhookId == webhook.Id))];

    /// <summary>The secrets without an end whose webhook is gone.</summary>
    public IReadOnlyList<string> Lost => [.. Ring.Entries
        .Where(entry => entry.Until is null && !IsByHand(entry) && Find(entry.WebhookId) is null).Select(entry => entry.WebhookId)];

    /// <summary>What a webhook lacks: null where it delivers all events to our address.</summary>
    public string? Alteration(RegisteredWebhook webhook)
    {
        if (!IsHere(webhook))
        {
            return "It delivers to another address than this app's";
        }

        // Whether the list names the test call is not documented; an empty list says nothing.
        var missing = webhook.Events.Count is 0 ? 0 : EventName.OfMeetings.Count(name => !webhook.Events.Contains(name));
        return missing is 0 ? null : $"It delivers {EventName.OfMeetings.Count - missing} of {EventName.OfMeetings.Count} events";
    }

    /// <summary>The view after a webhook was made.</summary>
    public WebhookView Registered(NewWebhook made, HookRing ring, WebhookRecord record) => this with
    {
        Listed = [.. Listed, new RegisteredWebhook(made.Id, Address.AbsoluteUri, [])],
        Ring = ring,
        Record = record,
        IsFull = false,
    };

    /// <summary>The view after a webhook was removed.</summary>
    public WebhookView Removed(string webhookId, HookRing ring, WebhookRecord record) => this with
    {
        Listed = [.. Listed.Where(webhook => webhook.Id != webhookId)],
        Ring = ring,
        Record = record,
        IsFull = false,
    };

    private static bool IsByHand(HookSecret entry) => entry.WebhookId == ConnectionStore.ByHand;

    // One of those at our address may be a person's own, and we can't tell which.
    private bool HandMayCount => Ring.Counting(Now).Any(IsByHand);

    private RegisteredWebhook? Find(string id) => Listed.FirstOrDefault(webhook => webhook.Id == id);

    private bool IsHere(RegisteredWebhook webhook) => Uri.TryCreate(webhook.Address, UriKind.Absolute, out var address) && address == Address;

    private bool IsOurs(RegisteredWebhook webhook) => IsHere(webhook) || Ring.Entries.Any(entry => entry.WebhookId == webhook.Id);
}
