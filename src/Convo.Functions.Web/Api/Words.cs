using System.Text.Json;

namespace Convo.Functions.Web.Api;

/// <summary>Names of enumerations as the API writes them.</summary>
internal static class Words
{
    /// <summary>For states and the like: <c>does-not-run</c>.</summary>
    public static string Kebab<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>For groups and classes of facts, as the catalogue has them: <c>keyPoints</c>.</summary>
    public static string Camel<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
