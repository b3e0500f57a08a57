using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;

namespace Convo.Functions.Core.Actions;

/// <summary>What an action is given for one attempt.</summary>
/// <param name="Connection">The account to act with.</param>
/// <param name="Secrets">The account's secrets by name, such as <c>token</c>.</param>
/// <param name="DeliveryId">The same for every attempt of the delivery: marks the effect, so that it can be found again.</param>
/// <param name="ContentHash">Which artefact this is; marks the effect too.</param>
/// <param name="Receipt">What an earlier delivery left behind: the effect is edited, not repeated. Null for a first delivery.</param>
/// <param name="FirstAttempt">When the first attempt began: an effect can't be older.</param>
public sealed record ActionContext(
    Connection Connection,
    IReadOnlyDictionary<string, string> Secrets,
    string DeliveryId,
    string ContentHash,
    string? Receipt,
    DateTimeOffset FirstAttempt)
{
    /// <summary>The way to spend an AI credit of the recipe; null for actions that don't say that they cost one.</summary>
    public CreditPurse? Purse { get; init; }
}
