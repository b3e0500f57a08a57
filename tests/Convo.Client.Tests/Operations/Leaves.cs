using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Convo.Client.Tests.Operations;

/// <summary>The plain values in a JSON document or in a value of the client's, spelt alike, so that what got lost between the two is seen.</summary>
internal static class Leaves
{
    internal static IReadOnlyList<string> OfJson(JsonNode? node) => node switch
    {
        JsonObject members => [.. members.SelectMany(member => OfJson(member.Value))],
        JsonArray elements => [.. elements.SelectMany(OfJson)],
        JsonValue value => [Spelt(value)],
        _ => [],
    };

    internal static IReadOnlyList<string> OfValue(object? value) => value switch
    {
        null or Enum => [],
        string text => [Text(text)],
        bool flag => [flag ? "true" : "false"],
        int or double => [Number(Convert.ToDouble(value, CultureInfo.InvariantCulture))],
        DateTimeOffset moment => [Moment(moment)],
        DateOnly day => [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        IEnumerable elements => [.. elements.Cast<object?>().SelectMany(OfValue)],
        _ => [.. value.GetType().GetProperties().SelectMany(property => OfValue(property.GetValue(value)))],
    };

    /// <summary>What the first has and the second has not, or not as often.</summary>
    internal static IReadOnlyList<string> Missing(IEnumerable<string> wanted, IEnumerable<string> there)
    {
        var left = there.ToList();
        return [.. wanted.Where(leaf => !left.Remove(leaf))];
    }

    private static string Spelt(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Text((string)value!),
        JsonValueKind.Number => Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        var flag => flag is JsonValueKind.True ? "true" : "false",
    };

    private static string Text(string text) =>
        text is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment)
            ? Moment(moment)
            : text;

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
