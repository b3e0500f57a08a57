using System.Text.Json.Serialization;

namespace Convo.Sandbox.Faults;

/// <summary>The named faults.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>A webhook delivery is never sent; a call, or the end of a mail, loses its connection without an answer.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>A webhook delivery is sent twice, byte for byte.</summary>
    [JsonStringEnumMemberName("double")]
    Double,

    /// <summary>A delivery or an answer comes later.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay,

    /// <summary>A webhook delivery changes places with the one after it.</summary>
    [JsonStringEnumMemberName("reorder")]
    Reorder,

    /// <summary>A call is answered 429 in the way of its API.</summary>
    [JsonStringEnumMemberName("429")]
    TooManyRequests,

    /// <summary>A call is answered 500 in the way of its API.</summary>
    [JsonStringEnumMemberName("500")]
    ServerError,

    /// <summary>A call is answered 502 with an HTML page, as a proxy would.</summary>
    [JsonStringEnumMemberName("html")]
    Html,

    /// <summary>A call, or the end of a mail, gets no answer.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>Rows come into, or leave, a list between two of its pages.</summary>
    [JsonStringEnumMemberName("shift")]
    Shift,

    /// <summary>A recipient of a mail is refused for good.</summary>
    [JsonStringEnumMemberName("550")]
    RefuseRecipient,

    /// <summary>A recipient of a mail is refused for now.</summary>
    [JsonStringEnumMemberName("450")]
    DeferRecipient,
}

/// <summary>Whether the call took effect when its answer is spoilt.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultMoment>))]
internal enum FaultMoment
{
    /// <summary>The call does nothing.</summary>
    [JsonStringEnumMemberName("before")]
    Before,

    /// <summary>The call does its work and only the answer is lost: what makes a client uncertain.</summary>
    [JsonStringEnumMemberName("after")]
    After,
}

/// <summary>One fault that has been set.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Target">Where.</param>
/// <param name="Probability">How often of 1; every time when null.</param>
/// <param name="Count">How many times at most; without end when null.</param>
/// <param name="Seed">The seed of its dice.</param>
/// <param name="Duration">How long it delays or hangs, on the sandbox's clock.</param>
/// <param name="RetryAfterSeconds">The Retry-After of a 429.</param>
/// <param name="When">Whether the call takes effect.</param>
/// <param name="Rows">How many rows have come in before a page of a list; negative for rows that have gone.</param>
internal sealed record Fault(
    FaultKind Kind,
    FaultTarget Target,
    double? Probability,
    int? Count,
    ulong Seed,
    TimeSpan Duration,
    int RetryAfterSeconds,
    FaultMoment When,
    int Rows);
