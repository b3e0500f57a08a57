namespace Convo.Functions.Core.Webhooks;

/// <summary>The times that the guardian works with, and what it is told by its head.</summary>
/// <param name="Version">The version of the app, or the name of its deployment: with another one than the last time the webhook is tested.</param>
/// <param name="RotateAfter">After how long a secret is replaced; null for never.</param>
public sealed record WebhookRules(string Version, TimeSpan? RotateAfter)
{
    /// <summary>How long a replaced secret counts on after its webhook was removed: deliveries may be under way.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>How long one instance has a connection's webhook for itself; after a crash the next one waits for its end.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long one call to Convo may take; the lease is renewed before each.</summary>
    public static readonly TimeSpan CallWithin = TimeSpan.FromSeconds(60);

    /// <summary>From one look to the next. A look costs one call.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>From one look to the next while Convo can't be asked.</summary>
    public static readonly TimeSpan EveryInTrouble = TimeSpan.FromMinutes(15);

    /// <summary>From one look to the next while the plan has no webhooks.</summary>
    public static readonly TimeSpan EveryWithoutPlan = TimeSpan.FromHours(6);

    /// <summary>From one test to the next.</summary>
    public static readonly TimeSpan TestEvery = TimeSpan.FromHours(24);

    /// <summary>From one test to the next while they fail.</summary>
    public static readonly TimeSpan TestEveryWhileFailing = TimeSpan.FromHours(1);

    /// <summary>From one repair of an altered webhook to the next.</summary>
    public static readonly TimeSpan AlteredAtMostEvery = TimeSpan.FromHours(24);

    /// <summary>The number of places of the plan Professional (API documentation, "Plans"). Enterprise has no limit, so Convo's refusal decides.</summary>
    public const int PlacesOfProfessional = 3;

    /// <summary>How many findings and former ids are remembered.</summary>
    public const int MostRemembered = 10;
}
