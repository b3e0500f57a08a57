namespace Convo.Functions.Core.Webhooks;

/// <summary>The next thing to do about a webhook. Each is followed by another look at what is known, so that a crash after any of them is made good.</summary>
public abstract record WebhookStep
{
    private WebhookStep()
    {
    }

    /// <summary>Make a webhook for all events.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Register(RegisterCause Why) : WebhookStep;

    /// <summary>Remove one of ours.</summary>
    /// <param name="WebhookId">Which.</param>
    /// <param name="Why">Why.</param>
    public sealed record Remove(string WebhookId, RemoveCause Why) : WebhookStep;

    /// <summary>End the secrets of webhooks that somebody removed at Convo: whoever still signs with them is not Convo.</summary>
    /// <param name="WebhookIds">Which.</param>
    public sealed record EndSecrets(IReadOnlyList<string> WebhookIds) : WebhookStep;

    /// <summary>Note that a webhook counts from now on whose registration was not noted any more.</summary>
    /// <param name="WebhookId">Which.</param>
    public sealed record Adopt(string WebhookId) : WebhookStep;

    /// <summary>Have Convo send its test call.</summary>
    /// <param name="WebhookId">To which.</param>
    public sealed record Test(string WebhookId) : WebhookStep;

    /// <summary>Nothing, until the next look.</summary>
    /// <param name="State">How it stands.</param>
    /// <param name="Advice">Why it does not stand well, and what to do.</param>
    /// <param name="NextIn">When to look again.</param>
    public sealed record Rest(WebhookState State, string? Advice, TimeSpan NextIn) : WebhookStep;
}

/// <summary>Why a webhook is made.</summary>
public enum RegisterCause
{
    /// <summary>There was none so far.</summary>
    First,

    /// <summary>The one that was there is not listed any more.</summary>
    Lost,

    /// <summary>It delivers elsewhere, or less than all events.</summary>
    Altered,

    /// <summary>Its test was denied.</summary>
    TestFailed,

    /// <summary>Its secret is to be replaced.</summary>
    Rotation,
}

/// <summary>Why a webhook is removed.</summary>
public enum RemoveCause
{
    /// <summary>It has our address, and its secret is not known: a crash between Convo's answer and our store.</summary>
    Orphan,

    /// <summary>Another of ours took its place and was proven.</summary>
    Replaced,

    /// <summary>All places of the plan are taken, and one is needed to replace it.</summary>
    Place,
}
