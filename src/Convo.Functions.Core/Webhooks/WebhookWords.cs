using System.Globalization;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Core.Webhooks;

/// <summary>What people are told about webhooks.</summary>
public static class WebhookWords
{
    /// <summary>What a webhook is for, as the test of a connection names it.</summary>
    public const string Ability = "hear of meetings by webhook";

    /// <summary>What to do where the app does not know its address.</summary>
    public const string NoAddress =
        "The app does not know its address from outside, so no webhook was registered, and meetings are found by polling. "
        + "Start it with --public-address https://…, or register a webhook at Convo by hand and save its secret as webhookSecret.";

    /// <summary>What a plan without webhooks means.</summary>
    public const string NotInPlan = "The plan of this account has no webhooks, so meetings are found by polling, some minutes later. Professional has three.";

    /// <summary>What a webhook that was registered by hand means.</summary>
    public const string ByHand =
        "The webhook was registered by hand; Convo's own test call shows whether it gets through. Rotating its secret hands it over to the app.";

    private const string Looked = "It is being looked after by another instance of the app right now. Look again in a minute.";

    /// <summary>How a webhook stands, in one sentence.</summary>
    public static string Summary(WebhookRecord record) => record.State switch
    {
        WebhookState.Guarded when record.IsRotating => "The webhook is registered for all events; the one that it replaces is still there.",
        WebhookState.Guarded => "The webhook is registered for all events, and Convo's test call gets through.",
        WebhookState.ByHand => "The webhook was registered by hand and is left alone.",
        WebhookState.NoAddress => "No webhook: the app does not know its address from outside. Meetings are found by polling.",
        WebhookState.NotInPlan => "No webhook: the plan has none. Meetings are found by polling.",
        WebhookState.NoPlace => "No webhook: others hold all places of the plan. Meetings are found by polling.",
        WebhookState.Trouble => "Convo could not be asked about the webhook just now. It is tried again.",
        WebhookState.Failing => "The webhook is registered, but Convo's test call does not get through. Meetings are found by polling.",
        _ => "The webhook was not looked at yet.",
    };

    /// <summary>The same as an ability of the connection.</summary>
    public static ConnectionAbility Of(WebhookRecord record) => record.State switch
    {
        WebhookState.Guarded => new ConnectionAbility(Ability, Works: true, Needed: false, record.Advice),
        WebhookState.ByHand => new ConnectionAbility(Ability, Works: true, Needed: false, ByHand),
        WebhookState.NoAddress => Not(NoAddress),
        WebhookState.Unknown => Not(Looked),
        _ => Not(record.Advice ?? Summary(record)),
    };

    /// <summary>Why something was made anew, and what came of it.</summary>
    public static string Made(RegisterCause cause, string? alteration) => cause switch
    {
        RegisterCause.Lost => "The webhook was not registered at Convo any more. A new one was registered, and the old secret counts no longer.",
        RegisterCause.Altered => $"{alteration ?? "It was altered"}. A new webhook for all events was registered, and the altered one is removed.",
        RegisterCause.TestFailed => "Convo's test call was not taken. The webhook was registered anew, once.",
        RegisterCause.Rotation => "The secret was replaced by a new webhook; the old one is removed once the new one is proven.",
        _ => "The webhook was registered.",
    };

    /// <summary>That webhooks without a known secret were removed.</summary>
    public const string OrphanRemoved = "A webhook with this app's address whose secret is not known was removed.";

    /// <summary>That a second one was removed.</summary>
    public const string OtherRemoved = "The webhook before was removed after the new one had been proven; its secret counts for 24 more hours.";

    /// <summary>That the place of the old one was needed.</summary>
    public const string PlaceMade = "All places of the plan were taken, so the old webhook had to be removed before the new one could be registered.";

    /// <summary>That there was no webhook for a while.</summary>
    public static string Gap(DateTimeOffset from, DateTimeOffset to) => string.Create(
        CultureInfo.InvariantCulture,
        $"From {from.UtcDateTime:HH:mm:ss} to {to.UtcDateTime:HH:mm:ss} UTC no webhook was registered. The poll looks at once for what was missed.");

    /// <summary>Who holds the places, and what to do.</summary>
    public static string NoPlace(IReadOnlyList<RegisteredWebhook> listed) =>
        $"All {listed.Count} webhooks of the plan are taken: {string.Join(", ", listed.Select(webhook => Shown(webhook.Address)))}. "
        + "Remove one at Convo that is not needed, or use a plan with more; it is tried again within the hour.";

    /// <summary>A refusal of Convo's: its reason often ends with its advice.</summary>
    public static string Refusal(string reason, string advice) =>
        reason.EndsWith(advice, StringComparison.Ordinal) ? reason : $"{reason} {advice}";

    private static ConnectionAbility Not(string advice) => new(Ability, Works: false, Needed: false, advice);

    // What stands behind a question mark may be a secret of whoever registered it.
    private static string Shown(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Path) : "an address that can't be read";
}
