using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Convo.Client;

/// <summary>One operation of the API, ready to be sent: everything in which the operations differ.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path after <c>/api/v1</c> with its query, encoded.</param>
/// <param name="What">What the call does, as the start of an error message.</param>
internal sealed record ConvoCall(HttpMethod Method, string Path, string What)
{
    /// <summary>The JSON body; null sends none.</summary>
    internal ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The largest answer accepted, in bytes.</summary>
    internal int AnswerLimit { get; init; } = BoundedBody.UsualLimit;

    /// <summary>Whether the work can be counted against the monthly AI generations.</summary>
    internal bool MayCostCredit { get; init; }

    /// <summary>What a 404 of this call means, as advice.</summary>
    internal string NotFoundMeans { get; init; } = "Check the base address; Convo does not know this path.";

    /// <summary>Only reads are repeated: a write might be done twice, a generation be paid twice.</summary>
    internal bool MayBeRepeated => Method == HttpMethod.Get;

    internal ConvoCall With<T>(T body, JsonTypeInfo<T> type) => this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };
}
