using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Recipes.Judging;

/// <summary>A way to compare a fact, as recipes name it.</summary>
/// <param name="Name">As recipes write it, such as <c>at-least</c>.</param>
/// <param name="Type">The type of fact that it belongs to.</param>
/// <param name="Takes">What it compares with.</param>
/// <param name="Description">The comparison in words; begins where the fact's name ends.</param>
public sealed record Operator(string Name, FactType Type, OperandKind Takes, string Description);

/// <summary>What an operator compares with.</summary>
public enum OperandKind
{
    /// <summary>Nothing: the recipe has no <c>value</c>.</summary>
    Nothing,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text; case never matters.</summary>
    Text,

    /// <summary>A regular expression, at most 200 characters, of the kind that needs no backtracking.</summary>
    Pattern,

    /// <summary>A day or moment in ISO 8601; without an offset it is in the recipe's zone.</summary>
    Time,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>The operators of each type of fact.</summary>
public static class OperatorCatalogue
{
    /// <summary>All of them, in the order in which people should see them.</summary>
    public static IReadOnlyList<Operator> All { get; } =
    [
        new("is", FactType.Number, OperandKind.Number, "is the given number"),
        new("is-not", FactType.Number, OperandKind.Number, "is another number than the given one"),
        new("at-least", FactType.Number, OperandKind.Number, "is at least the given number"),
        new("at-most", FactType.Number, OperandKind.Number, "is at most the given number"),
        new("more-than", FactType.Number, OperandKind.Number, "is more than the given number"),
        new("less-than", FactType.Number, OperandKind.Number, "is less than the given number"),
        new("is-known", FactType.Number, OperandKind.Nothing, "is known"),
        new("is", FactType.Text, OperandKind.Text, "is the given text, in any case"),
        new("is-not", FactType.Text, OperandKind.Text, "is another text than the given one, in any case"),
        new("contains", FactType.Text, OperandKind.Text, "contains the given text, in any case"),
        new("starts-with", FactType.Text, OperandKind.Text, "starts with the given text, in any case"),
        new("ends-with", FactType.Text, OperandKind.Text, "ends with the given text, in any case"),
        new("matches", FactType.Text, OperandKind.Pattern, "matches the given regular expression somewhere, in any case"),
        new("is-empty", FactType.Text, OperandKind.Nothing, "is known and empty"),
        new("is-known", FactType.Text, OperandKind.Nothing, "is known"),
        new("contains", FactType.List, OperandKind.Text, "has an item that is the given text, in any case"),
        new("mentions", FactType.List, OperandKind.Text, "has an item that contains the given text, in any case"),
        new("is-empty", FactType.List, OperandKind.Nothing, "is known and empty"),
        new("is-known", FactType.List, OperandKind.Nothing, "is known"),
        new("before", FactType.Time, OperandKind.Time, "is before the given time"),
        new("after", FactType.Time, OperandKind.Time, "is after the given time"),
        new("is-known", FactType.Time, OperandKind.Nothing, "is known"),
        new("is", FactType.Flag, OperandKind.Flag, "is the given answer"),
        new("is-known", FactType.Flag, OperandKind.Nothing, "is known"),
    ];

    /// <summary>The operators of one type.</summary>
    public static IReadOnlyList<Operator> For(FactType type) => [.. All.Where(one => one.Type == type)];

    /// <summary>The operator of a type and name, or null where there is none.</summary>
    public static Operator? Find(FactType type, string name) => All.FirstOrDefault(one => one.Type == type && one.Name == name);
}
