using System.Text.Json.Serialization;

namespace Convo.Functions.Web.Health;

/// <summary>How it stands. Open to everybody: holds no name, no address and no content.</summary>
/// <param name="Status">In one word.</param>
/// <param name="Store"><c>stores</c> where a row was just written and read back, else <c>down</c>.</param>
/// <param name="Spooled">How many events wait in the spool for the store.</param>
/// <param name="LastStoredAt">When an event of Convo was last stored by this process; null where none was.</param>
/// <param name="CheckedAt">When this was found out.</param>
/// <param name="Concerns">What needs a look besides, each with advice.</param>
public sealed record HealthReport(
    HealthStatus Status, string Store, int Spooled, DateTimeOffset? LastStoredAt, DateTimeOffset CheckedAt, IReadOnlyList<HealthConcern> Concerns);

/// <summary>How it stands, in one word.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthStatus>))]
public enum HealthStatus
{
    /// <summary>All is well.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy,

    /// <summary>Something needs a look: events wait in the spool, or there is a concern.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded,

    /// <summary>Events can't be kept.</summary>
    [JsonStringEnumMemberName("unhealthy")]
    Unhealthy,
}
