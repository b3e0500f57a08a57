using System.Text.Json.Nodes;
using Convo.Client.Tests.Operations;
using FsCheck;
using FsCheck.Fluent;

namespace Convo.Client.Tests.Fuzz;

/// <summary>Answers as nobody documented them: whole documents of odd values under Convo's own names, and documented answers with odd values put in.</summary>
internal static class OddJson
{
    private static readonly string[] Names =
    [
        .. Operation.All.SelectMany(operation => operation.Answers).SelectMany(answer => NamesIn(JsonNode.Parse(answer))).Distinct(),
        "", "$ref", "constructor", "dataa",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "true", "45", "1e400", "NaN", "2026-05-11T08:30:00Z", "2026-13-40T99:99:99Z", "2026-05-17", "14:05", "0001-01-01T00:00:00+14:00",
        "Europe/Oslo", "No/Where", "high", "\u0000", "\u202e", "😀", "<!channel>", new('x', 5_000),
    ];

    /// <summary>An operation and an answer to it.</summary>
    public static Arbitrary<(string Operation, string Body)> Answers() => Gen.Elements(Operation.All.ToArray())
        .SelectMany(operation => Bodies(operation).Select(body => (operation.Id, body))).ToArbitrary();

    private static Gen<string> Bodies(Operation operation) => Gen.OneOf(
        Value(4).Select(data => new JsonObject { ["data"] = data, ["pagination"] = new JsonObject { ["total"] = "2" } }.ToJsonString()),
        Value(2).Select(whole => whole?.ToJsonString() ?? "null"),
        Gen.Elements(operation.Answers.ToArray()).SelectMany(answer => Value(2).SelectMany(odd => Gen.Choose(0, 200).Select(at => With(answer, at, odd)))),
        Gen.Elements(operation.Answers.ToArray()).SelectMany(answer => Gen.Choose(0, answer.Length).Select(length => answer[..length])));

    private static Gen<JsonNode?> Value(int depth) => depth == 0 ? Leaf() : Gen.OneOf(Leaf(), List(depth), Members(depth), Members(depth));

    private static Gen<JsonNode?> Leaf() => Gen.OneOf(
        Gen.Constant((JsonNode?)null),
        Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Elements("0.62", "-0", "1e400", "99999999999999999999999", "4.5e-7").Select(number => JsonNode.Parse(number)),
        Gen.Elements(Texts).Select(text => (JsonNode?)JsonValue.Create(text)));

    private static Gen<JsonNode?> List(int depth) =>
        Value(depth - 1).ListOf(3).Select(elements => (JsonNode?)new JsonArray([.. elements.Select(one => one?.DeepClone())]));

    private static Gen<JsonNode?> Members(int depth) => Gen.Elements(Names).SelectMany(name => Value(depth - 1).Select(value => (name, value))).ListOf(5)
        .Select(members => (JsonNode?)new JsonObject(
            members.DistinctBy(member => member.name).Select(member => KeyValuePair.Create(member.name, member.value?.DeepClone()))));

    /// <summary>An answer with the odd value in place of one of its own.</summary>
    private static string With(string answer, int at, JsonNode? odd)
    {
        var document = JsonNode.Parse(answer)!;
        var places = Objects(document).SelectMany(one => one.Select(member => (one, member.Key))).ToList();
        var (parent, name) = places[at % places.Count];
        parent[name] = odd?.DeepClone();
        return document.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Objects(member.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> NamesIn(JsonNode? node) => Objects(node).SelectMany(one => one.Select(member => member.Key));
}
