namespace Convo.Functions.Core.Facts;

/// <summary>A value that is known about a meeting. What isn't known has no value: it is null, never an empty one.</summary>
public abstract record FactValue
{
    private FactValue()
    {
    }

    /// <summary>Text as Convo gave it; a destination escapes it, an author never does.</summary>
    public sealed record Text(string Value) : FactValue;

    /// <summary>A number; scores come with fractions.</summary>
    public sealed record Number(double Value) : FactValue;

    /// <summary>A moment.</summary>
    public sealed record Time(DateTimeOffset Value) : FactValue;

    /// <summary>Yes or no.</summary>
    public sealed record Flag(bool Value) : FactValue;

    /// <summary>Several values in order.</summary>
    public sealed record List(IReadOnlyList<FactValue> Items) : FactValue;

    /// <summary>Named values, such as an action item's text and owner.</summary>
    public sealed record Group(IReadOnlyDictionary<string, FactValue> Members) : FactValue;
}
