using System.Text.Json;

namespace Convo.Functions.Core.Ports;

/// <summary>What a queue message says: kind, version and id; never a payload, never a secret.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">With what: a meeting key, or the key of a delivery.</param>
public readonly record struct WorkItem(WorkKind Kind, string Id)
{
    /// <summary>The longest delay of a message.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(6);

    private const int Version = 1;

    /// <summary>The message: <c>{"v":1,"kind":"advance","id":"…"}</c>.</summary>
    public string Encode()
    {
        var kind = Kind is WorkKind.Advance ? "advance" : "deliver";
        return $$"""{"v":{{Version}},"kind":"{{kind}}","id":{{JsonSerializer.Serialize(Id, WorkItemJson.Default.String)}}}""";
    }

    /// <summary>Reads a message; null where it isn't one of ours, or of a version that we don't know.</summary>
    public static WorkItem? Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(message, WorkItemJson.Default.WorkItemWire);
            return wire is { V: Version, Id: { Length: > 0 and <= 1024 } id }
                ? wire.Kind switch
                {
                    "advance" => new WorkItem(WorkKind.Advance, id),
                    "deliver" => new WorkItem(WorkKind.Deliver, id),
                    _ => null,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a queue message asks for.</summary>
public enum WorkKind
{
    /// <summary>Look at a meeting: join its events, start runs, plan deliveries.</summary>
    Advance,

    /// <summary>Make a delivery happen.</summary>
    Deliver,
}

internal sealed record WorkItemWire(int V, string? Kind, string? Id);

[System.Text.Json.Serialization.JsonSerializable(typeof(WorkItemWire))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class WorkItemJson : System.Text.Json.Serialization.JsonSerializerContext;
