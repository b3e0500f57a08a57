using System.Text.Json;
using Convo.Functions.Core.Recipes.Judging;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>What is wrong with the <c>value</c> of a condition.</summary>
internal sealed record OperandProblem(string Message, string Advice)
{
    public static OperandProblem? Of(OperandKind kind, JsonElement value, TimeZoneInfo zone) => (kind, value.ValueKind) switch
    {
        (OperandKind.Number, JsonValueKind.Number) => double.IsFinite(value.GetDouble())
            ? null
            : new("The number is too large.", "Use a smaller number."),
        (OperandKind.Number, _) => Wrong(value, "a number", "Write it without quotes."),
        (OperandKind.Flag, JsonValueKind.True or JsonValueKind.False) => null,
        (OperandKind.Flag, _) => Wrong(value, "true or false", "Write true or false, without quotes."),
        (_, not JsonValueKind.String) => Wrong(value, "a text", "Write it in double quotes."),
        (OperandKind.Pattern, _) => ConditionPattern.Wrong(value.GetString()!) is { } wrong
            ? new(wrong, "Use a simpler pattern, or 'contains'.")
            : null,
        (OperandKind.Time, _) => ConditionTime.Parse(value.GetString()!, zone) is null
            ? new("This is no day or time in ISO 8601.", "Write 2026-03-18, 2026-03-18T14:00 (in the recipe's zone) or 2026-03-18T14:00Z.")
            : null,
        _ => value.GetString() is { Length: > 0 and <= RecipeLimits.ConditionText }
            ? null
            : new($"The text to compare with has 1 to {RecipeLimits.ConditionText} characters.", "Shorten it; for empty texts use 'is-empty'."),
    };

    private static OperandProblem Wrong(JsonElement value, string needed, string advice) =>
        new($"There should be {needed} to compare with, not {JsonMembers.Kind(value)}.", advice);
}
