using System.Text.Json.Serialization;

namespace Convo.Client;

/// <summary>The account behind the key: person, plan and AI usage. Convo gives no user id; the e-mail address is the only identity.</summary>
public sealed record UserProfile
{
    /// <summary>The person.</summary>
    public Profile Profile { get; init => field = value ?? new(); } = new();

    /// <summary>The plan.</summary>
    public Subscription Subscription { get; init => field = value ?? new(); } = new();

    /// <summary>What was used this month.</summary>
    public ApiUsage ApiUsage { get; init => field = value ?? new(); } = new();
}

/// <summary>The person behind the account.</summary>
public sealed record Profile
{
    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The e-mail address.</summary>
    public string Email { get; init => field = value ?? ""; } = "";

    /// <summary>The time zone as an IANA name; missing in the abridged sample.</summary>
    public string? Timezone { get; init; }

    /// <summary>The language, like <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>A picture; null or missing, depending on the generation of the documentation.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>When the account was made, in UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>The account's plan.</summary>
public sealed record Subscription
{
    /// <summary>The plan as Convo wrote it; null when not given.</summary>
    public string? Tier { get; init; }

    /// <summary>The plan, where it is a known one.</summary>
    [JsonIgnore]
    public ConvoPlan Plan => Tier?.ToLowerInvariant() switch
    {
        "free" => ConvoPlan.Free,
        "starter" => ConvoPlan.Starter,
        "professional" => ConvoPlan.Professional,
        "enterprise" => ConvoPlan.Enterprise,
        _ => ConvoPlan.Unknown,
    };

    /// <summary>The state of the subscription as Convo wrote it, like <c>active</c>; other words are not documented.</summary>
    public string? Status { get; init; }

    /// <summary>When the paid period ends, in UTC.</summary>
    public DateTimeOffset? CurrentPeriodEnd { get; init; }
}

/// <summary>Convo's plans. The API needs Starter; webhooks need Professional.</summary>
public enum ConvoPlan
{
    /// <summary>Not given, or a name that is not known.</summary>
    Unknown,

    /// <summary>No API.</summary>
    Free,

    /// <summary>100 requests an hour, 10 AI generations a month, no webhooks.</summary>
    Starter,

    /// <summary>500 requests an hour, 100 AI generations a month, 3 webhooks.</summary>
    Professional,

    /// <summary>2,000 requests an hour, AI generations and webhooks without limit.</summary>
    Enterprise,
}

/// <summary>What the account used.</summary>
public sealed record ApiUsage
{
    /// <summary>The AI generations of this month; null when Convo did not say.</summary>
    public AiGenerations? AiGenerations { get; init; }
}

/// <summary>The monthly AI generations.</summary>
public sealed record AiGenerations
{
    /// <summary>How many were used.</summary>
    public int? Used { get; init; }

    /// <summary>How many are allowed a month. Null means without limit (Enterprise), not zero.</summary>
    public int? Limit { get; init; }

    /// <summary>How many are left. Null means without limit (Enterprise), not zero.</summary>
    public int? Remaining { get; init; }

    /// <summary>When the count begins anew, in UTC; missing in the abridged sample.</summary>
    public DateTimeOffset? ResetsAt { get; init; }
}
