using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Webhooks;

/// <summary>How the webhook of a connection stands.</summary>
public enum WebhookState
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>Registered, and Convo's test call gets through.</summary>
    Guarded,

    /// <summary>A person registered it at Convo and entered its secret; it is left alone.</summary>
    ByHand,

    /// <summary>The app does not know its address from outside; meetings are found by polling.</summary>
    NoAddress,

    /// <summary>The plan of the account has no webhooks; meetings are found by polling.</summary>
    NotInPlan,

    /// <summary>Webhooks of others hold all places of the plan.</summary>
    NoPlace,

    /// <summary>Convo could not be asked; tried again.</summary>
    Trouble,

    /// <summary>Registered, but Convo's test call does not get through.</summary>
    Failing,
}

/// <summary>What the guardian knows of the webhook of one connection: one row in table <c>connections</c>. Holds no secret.</summary>
/// <param name="Connection">The connection.</param>
public sealed record WebhookRecord(string Connection)
{
    /// <summary>The partition of these rows.</summary>
    public const string Partition = "webhooks";

    /// <summary>How it stands.</summary>
    public WebhookState State { get; init; }

    /// <summary>Why it does not stand well, and what to do; null where it does.</summary>
    public string? Advice { get; init; }

    /// <summary>Convo's id of the webhook that counts; null where none is registered.</summary>
    public string? WebhookId { get; init; }

    /// <summary>Since when it is registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Where it delivers.</summary>
    public string? Address { get; init; }

    /// <summary>The ids of those that it replaced, oldest first; the last few.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Whether webhooks that it replaces are still registered.</summary>
    public bool IsRotating { get; init; }

    /// <summary>The last test call; null before the first.</summary>
    public WebhookTest? Test { get; init; }

    /// <summary>What was found wrong and repaired, oldest first; the last few.</summary>
    public IReadOnlyList<WebhookFinding> Found { get; init; } = [];

    /// <summary>Whether it was registered anew because of a failed test; not a second time before a test got through.</summary>
    public bool IsAnew { get; init; }

    /// <summary>When an alteration was last repaired: what Convo merely lists in another form must not be repaired for ever.</summary>
    public DateTimeOffset? AlteredAt { get; init; }

    /// <summary>Since when there was no webhook because one had to go before the next could be made; null where there is no such gap.</summary>
    public DateTimeOffset? GapFrom { get; init; }

    /// <summary>Whether a person asked for a new secret.</summary>
    public bool WantsRotation { get; init; }

    /// <summary>Whether a person asked for a test.</summary>
    public bool WantsTest { get; init; }

    /// <summary>The generation of the connection that was looked after last.</summary>
    public int Generation { get; init; }

    /// <summary>When to look again.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Until when the instance that is at it has it for itself; null where none is.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Whether a webhook is being made whose secret is not stored yet, for as long as the lease lasts.</summary>
    public bool IsRegistering { get; init; }

    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether an instance is at it.</summary>
    public bool IsLeased(DateTimeOffset now) => LeaseUntil > now && LeaseUntil <= now + WebhookRules.Lease;

    /// <summary>Whether Convo may be sending by a secret that nobody else has read yet.</summary>
    public bool MayHaveNewSecret(DateTimeOffset now) => IsRegistering && IsLeased(now);

    /// <summary>The record with something that was found wrong and repaired.</summary>
    public WebhookRecord With(DateTimeOffset now, string what) =>
        this with { Found = [.. Found.TakeLast(WebhookRules.MostRemembered - 1), new WebhookFinding(now, what)] };

    /// <summary>Reads the row.</summary>
    public static WebhookRecord From(Row row) => new(row.Key)
    {
        State = Enum.TryParse<WebhookState>(row.Text("state"), out var state) ? state : WebhookState.Unknown,
        Advice = row.Text("advice"),
        WebhookId = row.Text("webhookId"),
        RegisteredAt = row.Time("registeredAt"),
        Address = row.Text("address"),
        Before = WebhookRecordJson.Names(row.Text("before")),
        IsRotating = row.Flag("rotating"),
        Test = WebhookRecordJson.Test(row.Text("test")),
        Found = WebhookRecordJson.Findings(row.Text("found")),
        IsAnew = row.Flag("anew"),
        AlteredAt = row.Time("alteredAt"),
        GapFrom = row.Time("gapFrom"),
        WantsRotation = row.Flag("wantsRotation"),
        WantsTest = row.Flag("wantsTest"),
        Generation = (int)(row.Number("generation") ?? 0),
        NextAt = row.Time("nextAt"),
        LeaseUntil = row.Time("leaseUntil"),
        IsRegistering = row.Flag("registering"),
        Tag = row.Tag,
    };

    /// <summary>The change that writes this: an insert before the first write, else a replacement of exactly the version read.</summary>
    public RowChange Write(string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            ["state"] = State.ToString(),
            ["before"] = WebhookRecordJson.Write(Before),
            ["rotating"] = IsRotating,
            ["found"] = WebhookRecordJson.Write(Found),
            ["anew"] = IsAnew,
            ["wantsRotation"] = WantsRotation,
            ["wantsTest"] = WantsTest,
            ["generation"] = (long)Generation,
            ["registering"] = IsRegistering,
            [Nonces.Name] = nonce,
        };
        values.AddIfKnown("advice", Advice);
        values.AddIfKnown("webhookId", WebhookId);
        values.AddIfKnown("registeredAt", RegisteredAt);
        values.AddIfKnown("address", Address);
        values.AddIfKnown("test", Test is null ? null : WebhookRecordJson.Write(Test));
        values.AddIfKnown("alteredAt", AlteredAt);
        values.AddIfKnown("gapFrom", GapFrom);
        values.AddIfKnown("nextAt", NextAt);
        values.AddIfKnown("leaseUntil", LeaseUntil);
        return values.Write(Partition, Connection, Tag);
    }
}

/// <summary>What was found wrong with a webhook, and what was done about it.</summary>
/// <param name="At">When.</param>
/// <param name="What">In one or two sentences.</param>
public sealed record WebhookFinding(DateTimeOffset At, string What);
