using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Contract;

namespace Convo.Client.Tests.Operations;

/// <summary>What the repository's OpenAPI description of Convo says of one operation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">Its HTTP method, in capitals.</param>
/// <param name="Path">Its path, with <c>{id}</c> where an id stands.</param>
/// <param name="HasBody">Whether it takes a body.</param>
/// <param name="Answers">The examples of its answers.</param>
internal sealed record Description(string Id, string Method, string Path, bool HasBody, IReadOnlyList<string> Answers)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    internal static IReadOnlyList<Description> All { get; } = Read();

    internal static Description Of(string id) => All.Single(operation => operation.Id == id);

    private static IReadOnlyList<Description> Read()
    {
        using var yaml = typeof(Description).Assembly.GetManifestResourceStream("convo-openapi.yaml")!;
        return
        [
            .. YamlAsJson.Read(yaml)!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
                .Where(operation => Methods.Contains(operation.Key))
                .Select(operation => new Description(
                    (string)operation.Value!["operationId"]!,
                    operation.Key.ToUpperInvariant(),
                    path.Key,
                    operation.Value["requestBody"] is not null,
                    ExamplesOf(operation.Value["responses"]!["200"]!["content"]!["application/json"]!)))),
        ];
    }

    private static IReadOnlyList<string> ExamplesOf(JsonNode content) =>
    [
        .. content["example"] is { } one ? new[] { one.ToJsonString() } : [],
        .. content["examples"]?.AsObject().Select(example => example.Value!["value"]!.ToJsonString()) ?? [],
    ];
}
