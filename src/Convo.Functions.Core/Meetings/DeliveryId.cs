using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>Names a delivery. Computed from what it is about, so that planning the same again finds the same rows.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Recipe">Which recipe.</param>
/// <param name="Occasion">What the run is about.</param>
/// <param name="Step">Which step.</param>
/// <param name="Item">Which item of a step with <c>forEach</c>, from 0; 0 in all other steps.</param>
public readonly record struct DeliveryId(MeetingKey Meeting, string Recipe, Occasion Occasion, string Step, int Item)
{
    /// <summary>The row key: <c>d|{recipe}|{occasion}|{step}|{item}</c>.</summary>
    public string RowKey => $"{Delivery.Prefix}{Recipe}|{Occasion}|{Step}|{Item:D3}";

    /// <summary>The row key of the run that it belongs to.</summary>
    public string RunRowKey => $"{Run.Prefix}{Recipe}|{Occasion}";

    /// <summary>As in queue messages, and as the mark of the effect at its destination: meeting, recipe, occasion, step and item.</summary>
    public override string ToString() => $"{Meeting}|{Recipe}|{Occasion}|{Step}|{Item:D3}";

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is nothing of the kind.</summary>
    public static DeliveryId? Parse(string text) =>
        text.Split('|') is [var meeting, { Length: > 0 } recipe, var occasion, { Length: > 0 } step, var item]
        && MeetingKey.Parse(meeting) is { } key
        && Meetings.Occasion.Parse(occasion) is { } about
        && int.TryParse(item, out var index)
            ? new DeliveryId(key, recipe, about, step, index)
            : null;

    internal static DeliveryId From(Row row) =>
        Parse($"{row.Partition}|{row.Key[Delivery.Prefix.Length..]}")
        ?? throw new InvalidDataException($"The row {row.Key} of {row.Partition} has no key of a delivery.");
}

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>What is there is not yet what should be.</summary>
    Pending,

    /// <summary>What is there is not what should be, and nobody has said yet that it may be.</summary>
    Awaiting,

    /// <summary>What is there is what should be.</summary>
    Delivered,

    /// <summary>It can't be delivered; the reason says why, the advice what to do.</summary>
    Refused,

    /// <summary>It is no longer wanted.</summary>
    Cancelled,

    /// <summary>It may have happened and can't be told; a person has to look.</summary>
    Uncertain,

    /// <summary>It was taken back after its meeting was deleted.</summary>
    Withdrawn,

    /// <summary>Its meeting was deleted and it can't be recalled; the reason says by name what is still there.</summary>
    Stands,
}

/// <summary>The words for the states of deliveries.</summary>
public static class DeliveryStates
{
    /// <summary>The word, as rows and the API write it.</summary>
    public static string Word(this DeliveryState state) => state switch
    {
        DeliveryState.Awaiting => "awaiting",
        DeliveryState.Pending => "pending",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Refused => "refused",
        DeliveryState.Cancelled => "cancelled",
        DeliveryState.Withdrawn => "withdrawn",
        DeliveryState.Stands => "stands",
        _ => "uncertain",
    };
}
