using System.ComponentModel.DataAnnotations;
using Convo.Functions.Core;
using Convo.Functions.Core.Keeping;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Settings;

/// <summary>The settings of the function app. Each comes from one environment variable, as the Functions host hands its own settings on.</summary>
public sealed record FunctionsOptions : IValidatableObject
{
    private const string PortName = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const string VaultName = "CONVO_VAULT_URI";
    private const string AdminTokenName = "CONVO_ADMIN_TOKEN";
    private const string PublicAddressName = "CONVO_PUBLIC_ADDRESS";
    private const string HostNameName = "WEBSITE_HOSTNAME";
    private const string PlatformSignInName = "WEBSITE_AUTH_ENABLED";
    private const string AllowLoopbackName = "CONVO_ALLOW_LOOPBACK";
    private const string DataFolderName = "CONVO_DATA_FOLDER";
    private const string KeepHoursName = "CONVO_CONTENT_KEEP_HOURS";
    private const string KeepTitleHoursName = "CONVO_TITLE_KEEP_HOURS";
    private const string KeepHistoryDaysName = "CONVO_HISTORY_KEEP_DAYS";
    private const string KeepAuditDaysName = "CONVO_AUDIT_KEEP_DAYS";
    private const string VaultReference = "@Microsoft.KeyVault(";
    private const string ActionSecondsName = "CONVO_ACTION_SECONDS";
    private const string RotateDaysName = "CONVO_ROTATE_DAYS";
    private const string DeploymentName = "CONVO_DEPLOYMENT";
    private const int LongestKeepHours = 24 * 365;
    private const int ShortestHistoryDays = 90;
    private const int LongestDays = 3650;
    private const int ShortestAction = 5;
    private const int LongestAction = 120;
    private const int MostRotateDays = 3650;
    private const int LongestDeployment = 100;

    /// <summary>The port on 127.0.0.1 at which the Functions host calls; the host sets it. 0 takes a free one, for tests.</summary>
    [Setting(PortName, Default = "set by the Functions host", Example = "7072")]
    [Required(ErrorMessage =
        PortName + " is missing. The Functions host sets it: start the app with `func start`, or for a try by hand with " + PortName + "=7072.")]
    [Range(0, 65535, ErrorMessage = PortName + " must be from 1 to 65535, for example " + PortName + "=7072.")]
    public int? Port { get; init; }

    /// <summary>Where tables and queues are.</summary>
    public StorageSettings Storage { get; init; } = new();

    /// <summary>The key vault with all secrets; without one they are encrypted with keys in the data folder, which is for trying only.</summary>
    [Setting(VaultName, Default = "none: secrets are encrypted with keys in the data folder", Example = "https://convo-functions.vault.azure.net/")]
    public Uri? VaultUri { get; init; }

    /// <summary>A token that makes its holder an admin, at least 16 characters; needed where the platform signs nobody in.</summary>
    [Setting(AdminTokenName, Default = "none: the platform signs in", Example = "what `openssl rand -hex 32` prints")]
    public string? AdminToken { get; init; }

    /// <summary>Where Convo reaches the app; null where it doesn't, as on a developer's machine.</summary>
    [Setting(PublicAddressName, Default = "`https://` and " + HostNameName, Example = "https://convo-functions.azurewebsites.net")]
    public Uri? PublicAddress { get; init; }

    /// <summary>The name at which the host answers; Azure sets it, and the local Functions host too (<c>localhost:7071</c>).</summary>
    [Setting(HostNameName, Default = "set by Azure", Example = "convo-functions.azurewebsites.net")]
    public string? HostName { get; init; }

    /// <summary>
    /// Whether the platform signs people in before a request comes to us; Azure sets it. Only then its word about who is calling is believed.
    /// </summary>
    [Setting(PlatformSignInName, Default = "false; set by Azure", Example = "true")]
    public bool PlatformSignIn { get; init; }

    /// <summary>Whether connections may point to this machine over plain http: for tests and for the sandbox.</summary>
    [Setting(AllowLoopbackName, Default = "false", Example = "true")]
    public bool AllowLoopback { get; init; }

    /// <summary>Where events are kept while storage is down, and the keys where there is no vault. It goes with the instance.</summary>
    [Setting(DataFolderName, Default = "a folder in the temporary folder", Example = "convo-data")]
    [Required(ErrorMessage = DataFolderName + " must name a folder, for example " + DataFolderName + "=convo-data.")]
    public string DataFolder { get; init; } = Path.Combine(Path.GetTempPath(), "convo-functions");

    /// <summary>How many hours what was said in a meeting is kept after its work is done; 0 for not at all.</summary>
    [Setting(KeepHoursName, Default = "72", Example = "24")]
    [Range(0, LongestKeepHours, ErrorMessage = KeepHoursName + " must be from 0 to 8760, for example " + KeepHoursName + "=24.")]
    public int ContentKeepHours { get; init; } = 72;

    /// <summary>How many hours titles of meetings are kept after their work is done; 0 for not at all. As long as what was said, unless set.</summary>
    [Setting(KeepTitleHoursName, Default = "as `" + KeepHoursName + "`", Example = "720")]
    [Range(0, LongestKeepHours, ErrorMessage = KeepTitleHoursName + " must be from 0 to 8760, for example " + KeepTitleHoursName + "=720.")]
    public int? TitleKeepHours { get; init; }

    /// <summary>How many days events (their hashes), runs, deliveries and tombstones are kept.</summary>
    [Setting(KeepHistoryDaysName, Default = "400", Example = "180")]
    [Range(
        ShortestHistoryDays, LongestDays,
        ErrorMessage = KeepHistoryDaysName + " must be from 90 to 3650, for example " + KeepHistoryDaysName + "=180: copies of events are known that long.")]
    public int HistoryKeepDays { get; init; } = 400;

    /// <summary>How many days it is kept who changed what.</summary>
    [Setting(KeepAuditDaysName, Default = "730", Example = "365")]
    [Range(1, LongestDays, ErrorMessage = KeepAuditDaysName + " must be from 1 to 3650, for example " + KeepAuditDaysName + "=365.")]
    public int AuditKeepDays { get; init; } = 730;

    /// <summary>How many seconds one delivery may take before it is cancelled. What a crash left half done is looked up after twice as long.</summary>
    [Setting(ActionSecondsName, Default = "60", Example = "30")]
    [Range(ShortestAction, LongestAction, ErrorMessage = ActionSecondsName + " must be from 5 to 120, for example " + ActionSecondsName + "=30.")]
    public int ActionSeconds { get; init; } = 60;

    /// <summary>After how many days the secret of each webhook is replaced; 0 for never.</summary>
    [Setting(RotateDaysName, Default = "90", Example = "30")]
    [Range(0, MostRotateDays, ErrorMessage = RotateDaysName + " must be from 0 (never) to 3650, for example " + RotateDaysName + "=30.")]
    public int RotateDays { get; init; } = 90;

    /// <summary>Names what is deployed: with each new name Convo's test call is asked for.</summary>
    [Setting(DeploymentName, Default = "the version of the program", Example = "2026-11-22.1")]
    [StringLength(LongestDeployment, ErrorMessage = DeploymentName + " must have at most 100 characters, for example " + DeploymentName + "=2026-11-22.1.")]
    public string? Deployment { get; init; }

    /// <summary>The clock. For tests.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What tests put around the parts, after all are registered.</summary>
    internal Action<IServiceCollection>? Around { get; init; }

    /// <summary>The times that the flow works with.</summary>
    internal FlowOptions Flow => new FlowOptions { Keep = KeepTimes.Of(ContentKeepHours, TitleKeepHours, HistoryKeepDays, AuditKeepDays) }
        .WithActionsOf(TimeSpan.FromSeconds(ActionSeconds));

    /// <summary>Where the app is reached from outside: as it was set, or else where Azure put it.</summary>
    internal Uri? OutsideAddress => PublicAddress ?? (HostAddress is { IsLoopback: false } host ? host : null);

    /// <summary>Where the host is reached on this machine: connections on this machine, such as the sandbox, deliver there.</summary>
    internal Uri LocalAddress => HostAddress is { IsLoopback: true } host ? new UriBuilder(host) { Scheme = "http" }.Uri : new Uri("http://127.0.0.1:7071/");

    private Uri? HostAddress => HostName is { } name && Uri.TryCreate($"https://{name}/", UriKind.Absolute, out var address) ? address : null;

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The environment; tests give what they like.</param>
    /// <exception cref="OptionsValidationException">Something is missing or wrong: the name of each setting with an example, never a value.</exception>
    public static FunctionsOptions Read(IConfiguration configuration)
    {
        var reader = new SettingReader(configuration);
        var plain = new FunctionsOptions();
        var options = new FunctionsOptions
        {
            Port = reader.Number(PortName, "7072"),
            Storage = StorageSettings.Read(reader),
            VaultUri = reader.Address(VaultName, "https://convo-functions.vault.azure.net/"),
            AdminToken = reader.Text(AdminTokenName),
            PublicAddress = reader.Address(PublicAddressName, "https://convo-functions.azurewebsites.net"),
            HostName = reader.Text(HostNameName),
            PlatformSignIn = reader.Flag(PlatformSignInName, "true"),
            AllowLoopback = reader.Flag(AllowLoopbackName, "true"),
            DataFolder = reader.Text(DataFolderName) ?? plain.DataFolder,
            ContentKeepHours = reader.Number(KeepHoursName, "24") ?? plain.ContentKeepHours,
            TitleKeepHours = reader.Number(KeepTitleHoursName, "720"),
            HistoryKeepDays = reader.Number(KeepHistoryDaysName, "180") ?? plain.HistoryKeepDays,
            AuditKeepDays = reader.Number(KeepAuditDaysName, "365") ?? plain.AuditKeepDays,
            ActionSeconds = reader.Number(ActionSecondsName, "30") ?? plain.ActionSeconds,
            RotateDays = reader.Number(RotateDaysName, "30") ?? plain.RotateDays,
            Deployment = reader.Text(DeploymentName),
        };
        Throw([.. reader.Problems, .. reader.Problems.Count > 0 ? [] : options.Problems()]);
        return options;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminToken is null && !PlatformSignIn)
        {
            yield return new ValidationResult(
                $"{AdminTokenName} is missing: nobody could sign in. Set it to what `openssl rand -hex 32` prints, or switch the platform's sign-in on.",
                [nameof(AdminToken)]);
        }

        if (PublicAddress is { } address && (address.Scheme is not "https" || address.UserInfo.Length > 0))
        {
            yield return new ValidationResult(
                $"{PublicAddressName} must be an https address, because Convo delivers to no other, for example "
                + $"{PublicAddressName}=https://convo-functions.azurewebsites.net.", [nameof(PublicAddress)]);
        }

        // A reference that Azure can't follow arrives as it is written: whoever knows the vault's name would have the token.
        if (AdminToken?.StartsWith(VaultReference, StringComparison.OrdinalIgnoreCase) is true)
        {
            yield return new ValidationResult(
                $"{AdminTokenName} refers to a secret that Azure could not read. See that the vault holds it and that the app's identity may read it; then "
                + "restart the app.", [nameof(AdminToken)]);
        }

        if (VaultUri is { } vault && (vault.Scheme is not "https" || vault.UserInfo.Length > 0))
        {
            yield return new ValidationResult(
                $"{VaultName} must be a plain https address, for example {VaultName}=https://convo-functions.vault.azure.net/.", [nameof(VaultUri)]);
        }
    }

    /// <summary>Without the token: records print all they hold.</summary>
    public override string ToString() => nameof(FunctionsOptions);

    /// <summary>Checks everything, for who did not read it.</summary>
    /// <exception cref="OptionsValidationException">Something is missing or wrong: the name of each setting with an example, never a value.</exception>
    internal void Check() => Throw(Problems());

    private static void Throw(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(nameof(FunctionsOptions), typeof(FunctionsOptions), problems);
        }
    }

    private List<string> Problems() => OptionRules.Broken(this, Storage, Flow);
}
