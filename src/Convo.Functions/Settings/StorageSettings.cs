using System.ComponentModel.DataAnnotations;

namespace Convo.Functions.Settings;

/// <summary>
/// Where tables and queues are: in the storage account of the Functions host, named by the settings that it reads itself (Microsoft Learn, "App settings
/// reference for Azure Functions", AzureWebJobsStorage).
/// </summary>
public sealed record StorageSettings : IValidatableObject
{
    /// <summary>What stands for the local emulator's well-known account.</summary>
    public const string Development = "UseDevelopmentStorage=true";

    private const string ConnectionStringName = "AzureWebJobsStorage";
    private const string AccountNameName = "AzureWebJobsStorage__accountName";
    private const string TableUriName = "AzureWebJobsStorage__tableServiceUri";
    private const string QueueUriName = "AzureWebJobsStorage__queueServiceUri";
    private const string CredentialName = "AzureWebJobsStorage__credential";
    private const string ClientIdName = "AzureWebJobsStorage__clientId";
    private const string ManagedIdentity = "managedidentity";

    /// <summary>The account with its key; for the emulator, and where there is no identity.</summary>
    [Setting(ConnectionStringName, Default = "none", Example = Development)]
    public string? ConnectionString { get; init; }

    /// <summary>The account, to be opened with the app's identity at its usual addresses.</summary>
    [Setting(AccountNameName, Default = "none", Example = "convofunctions")]
    [RegularExpression("^[a-z0-9]{3,24}$", ErrorMessage = AccountNameName + " has 3 to 24 characters of a-z and 0-9, for example convofunctions.")]
    public string? AccountName { get; init; }

    /// <summary>The address of the tables, to be opened with the app's identity.</summary>
    [Setting(TableUriName, Default = "from the account's name", Example = "https://convofunctions.table.core.windows.net")]
    public Uri? TableServiceUri { get; init; }

    /// <summary>The address of the queues, to be opened with the app's identity.</summary>
    [Setting(QueueUriName, Default = "from the account's name", Example = "https://convofunctions.queue.core.windows.net")]
    public Uri? QueueServiceUri { get; init; }

    /// <summary>Which identity: <c>managedidentity</c> for the app's own; otherwise whatever this machine is signed in with.</summary>
    [Setting(CredentialName, Default = "what the machine is signed in with", Example = ManagedIdentity)]
    public string? Credential { get; init; }

    /// <summary>The client id of a user-assigned identity; with <see cref="Credential"/>.</summary>
    [Setting(ClientIdName, Default = "the system-assigned identity", Example = "00000000-0000-0000-0000-000000000000")]
    public string? ClientId { get; init; }

    /// <summary>Where the tables are, by identity; null where a connection string says it.</summary>
    public Uri? Tables => TableServiceUri ?? Usual("table");

    /// <summary>Where the queues are, by identity; null where a connection string says it.</summary>
    public Uri? Queues => QueueServiceUri ?? Usual("queue");

    /// <summary>Whether the app's own identity opens the account.</summary>
    public bool IsManagedIdentity => string.Equals(Credential, ManagedIdentity, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString is null && (Tables is null || Queues is null))
        {
            yield return new ValidationResult(
                $"The storage account is missing. Set {ConnectionStringName}, for example {ConnectionStringName}={Development} with Azurite, or "
                + $"{AccountNameName}=convofunctions to open the account with the app's identity.", [nameof(ConnectionString)]);
        }

        foreach (var (name, address) in new[] { (TableUriName, TableServiceUri), (QueueUriName, QueueServiceUri) })
        {
            if (address is not null && (address.Scheme is not "https" || address.UserInfo.Length > 0 || address.Query.Length > 0))
            {
                yield return new ValidationResult(
                    $"{name} must be a plain https address, because a token is sent there, for example https://convofunctions.table.core.windows.net.", [name]);
            }
        }

        if (Credential is not null && !IsManagedIdentity)
        {
            yield return new ValidationResult(
                $"{CredentialName} can only be left out or {ManagedIdentity}, for example {CredentialName}={ManagedIdentity}.",
                [nameof(Credential)]);
        }
    }

    /// <summary>Without the account's key: records print all they hold.</summary>
    public override string ToString() => nameof(StorageSettings);

    internal static StorageSettings Read(SettingReader reader) => new()
    {
        ConnectionString = reader.Text(ConnectionStringName),
        AccountName = reader.Text(AccountNameName),
        TableServiceUri = reader.Address(TableUriName, "https://convofunctions.table.core.windows.net"),
        QueueServiceUri = reader.Address(QueueUriName, "https://convofunctions.queue.core.windows.net"),
        Credential = reader.Text(CredentialName),
        ClientId = reader.Text(ClientIdName),
    };

    private Uri? Usual(string kind) =>
        AccountName is { } name && Uri.TryCreate($"https://{name}.{kind}.core.windows.net/", UriKind.Absolute, out var address) ? address : null;
}
