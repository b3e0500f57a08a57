using System.ComponentModel.DataAnnotations;
using Convo.Functions.Core;
using Convo.Functions.Core.Keeping;

namespace Convo.Functions.Standalone;

/// <summary>What the command line says.</summary>
public sealed record StandaloneOptions
{
    /// <summary>The port of the app on 127.0.0.1; 0 takes a free one. Default 7071.</summary>
    [Range(0, 65535, ErrorMessage = "--port must be from 0 to 65535, for example --port 7071.")]
    public int Port { get; init; } = 7071;

    /// <summary>Where database, keys and spool lie. Default <c>./data</c>.</summary>
    [Required(ErrorMessage = "--data must name a folder, for example --data ./data.")]
    public string DataFolder { get; init; } = "data";

    /// <summary>Whether the sandbox runs; null leaves it to whether there is a real Convo connection.</summary>
    public bool? Sandbox { get; init; }

    /// <summary>The port of the sandbox on 127.0.0.1; 0 takes a free one. Default 7072.</summary>
    [Range(0, 65535, ErrorMessage = "--sandbox-port must be from 0 to 65535, for example --sandbox-port 7072.")]
    public int SandboxPort { get; init; } = 7072;

    /// <summary>
    /// The port on 127.0.0.1 of the sandbox's mailbox; 0 takes a free one. Null takes the one after the sandbox's, 7073 unless another was chosen, or a free
    /// one where that is taken.
    /// </summary>
    [Range(0, 65535, ErrorMessage = "--sandbox-mail-port must be from 0 to 65535, for example --sandbox-mail-port 7073.")]
    public int? SandboxMailPort { get; init; }

    /// <summary>Whether connections may point to this machine over plain http: for tests.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Where Convo reaches this app; null where it doesn't.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The admin token for scripts, from <c>CONVO_ADMIN_TOKEN</c>; null for none.</summary>
    public string? AdminToken { get; init; }

    /// <summary>
    /// How many seconds one delivery may take before it is cancelled. Default 60. What a crash left half done is looked up after twice as long.
    /// </summary>
    [Range(5, 120, ErrorMessage = "--action-seconds must be from 5 to 120, for example --action-seconds 30.")]
    public int ActionSeconds { get; init; } = 60;

    /// <summary>After how many days the secret of each webhook is replaced; 0 for never. Default 90.</summary>
    [Range(0, 3650, ErrorMessage = "--rotate-days must be from 0 (never) to 3650, for example --rotate-days 30.")]
    public int RotateDays { get; init; } = 90;

    /// <summary>How many hours what was said in a meeting is kept after its work is done; 0 for not at all. Default 72.</summary>
    [Range(0, 8760, ErrorMessage = "--keep-hours must be from 0 to 8760, for example --keep-hours 24.")]
    public int KeepHours { get; init; } = 72;

    /// <summary>How many hours titles of meetings are kept after their work is done; as long as what was said, unless set.</summary>
    [Range(0, 8760, ErrorMessage = "--keep-title-hours must be from 0 to 8760, for example --keep-title-hours 720.")]
    public int? KeepTitleHours { get; init; }

    /// <summary>How many days events (their hashes), runs, deliveries and tombstones are kept. Default 400.</summary>
    [Range(90, 3650, ErrorMessage = "--keep-history-days must be from 90 to 3650, for example --keep-history-days 180: copies of events are known that long.")]
    public int KeepHistoryDays { get; init; } = 400;

    /// <summary>How many days it is kept who changed what. Default 730.</summary>
    [Range(1, 3650, ErrorMessage = "--keep-audit-days must be from 1 to 3650, for example --keep-audit-days 365.")]
    public int KeepAuditDays { get; init; } = 730;

    /// <summary>The times that the flow works with.</summary>
    internal FlowOptions Flow => new FlowOptions { Keep = KeepTimes.Of(KeepHours, KeepTitleHours, KeepHistoryDays, KeepAuditDays) }
        .WithActionsOf(TimeSpan.FromSeconds(ActionSeconds));

    /// <summary>How many work items are handled at once. Default 16.</summary>
    [Range(1, 256, ErrorMessage = "The number of workers must be from 1 to 256, for example 16.")]
    public int Workers { get; init; } = 16;

    /// <summary>What tests put around the parts, after all are registered: a log that is read, a store that fails at a chosen moment.</summary>
    internal Action<IServiceCollection>? Around { get; init; }
}
