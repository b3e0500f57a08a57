using System.ComponentModel.DataAnnotations;
using Convo.Functions.Core.Keeping;

namespace Convo.Functions.Core;

/// <summary>The times that the flow works with.</summary>
public sealed record FlowOptions : IValidatableObject
{
    /// <summary>How long somebody who claims a delivery has it alone. Default 2 minutes; at least twice <see cref="ActionTimeout"/>.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When an action is cancelled. Default 60 seconds.</summary>
    public TimeSpan ActionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a queue message has to arrive before the sweep sends another. Default 30 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long each kind of what is stored is kept.</summary>
    public KeepTimes Keep { get; init; } = new();

    /// <summary>How long a run waits for Convo when it can't be reached or its limit is used up. Default 7 days.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The same with actions that are cancelled after a time, and leases of twice that.</summary>
    public FlowOptions WithActionsOf(TimeSpan atMost) => this with { ActionTimeout = atMost, Lease = atMost * 2 };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ActionTimeout <= TimeSpan.Zero || Lease < ActionTimeout * 2)
        {
            yield return new ValidationResult(
                "Lease must be at least twice ActionTimeout, for example Lease=00:02:00 with ActionTimeout=00:01:00.", [nameof(Lease)]);
        }

        if (Grace <= TimeSpan.Zero || LongestWait <= TimeSpan.Zero)
        {
            yield return new ValidationResult("Grace and LongestWait must be above zero, for example Grace=00:00:30.", [nameof(Grace), nameof(LongestWait)]);
        }

        foreach (var wrong in Keep.Validate(validationContext))
        {
            yield return wrong;
        }
    }
}
