namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>
/// The functions and decorators that the compiler of version 0.9 knows, as far as templates like ours need them (Microsoft Learn, "Bicep functions").
/// Lambdas and their functions, <c>join</c>, <c>flatten</c>, <c>fail</c> and <c>deployer</c>, came later or are left out for doubt.
/// </summary>
internal static class BicepLanguage
{
    public static IReadOnlySet<string> Functions { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "any", "array", "base64", "bool", "concat", "contains", "empty", "endsWith", "environment", "extensionResourceId", "first", "format", "guid", "indexOf",
        "int", "intersection", "last", "length", "max", "min", "padLeft", "range", "reference", "replace", "resourceGroup", "resourceId", "skip", "split",
        "startsWith", "string", "subscription", "subscriptionResourceId", "substring", "take", "tenant", "toLower", "toUpper", "trim", "union", "uniqueString",
        "uri",
    };

    /// <summary>Functions of 0.9 that give something else at every deployment.</summary>
    public static IReadOnlySet<string> Changing { get; } = new HashSet<string>(StringComparer.Ordinal) { "newGuid", "utcNow" };

    /// <summary>Decorators, with how many arguments each takes.</summary>
    public static IReadOnlyDictionary<string, int> Decorators { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["description"] = 1,
        ["allowed"] = 1,
        ["minLength"] = 1,
        ["maxLength"] = 1,
        ["minValue"] = 1,
        ["maxValue"] = 1,
        ["secure"] = 0,
        ["batchSize"] = 1,
    };
}
