namespace Convo.Functions.Storage.Azure.Account;

/// <summary>
/// Reads a connection string (Microsoft Learn, "Configure Azure Storage connection strings"): settings <c>name=value</c> between semicolons, in any
/// order. A mistake is named without showing any of it, for it holds the key.
/// </summary>
internal static class ConnectionString
{
    // Public: every emulator of Azure Storage has this account and this key (Microsoft Learn, "Use the Azurite emulator", "Well-known storage account").
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int EmulatorQueuePort = 10001;
    private const int EmulatorTablePort = 10002;

    /// <summary>The account that a connection string names.</summary>
    /// <exception cref="ArgumentException">It is not one, or one with a shared access signature.</exception>
    public static StorageEndpoints Parse(string text)
    {
        var settings = Settings(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator))
        {
            return emulator.Equals("true", StringComparison.OrdinalIgnoreCase)
                ? Emulator(settings.GetValueOrDefault("DevelopmentStorageProxyUri"))
                : throw Wrong("UseDevelopmentStorage can only be true");
        }

        if (settings.ContainsKey("SharedAccessSignature"))
        {
            throw Wrong("a shared access signature is not understood; use an account key or an identity");
        }

        var account = settings.GetValueOrDefault("AccountName") ?? throw Wrong("AccountName is missing");
        var key = settings.GetValueOrDefault("AccountKey") ?? throw Wrong("AccountKey is missing");
        try
        {
            return StorageEndpoints.WithKey(
                EndpointOf(settings, "TableEndpoint", account, "table"), EndpointOf(settings, "QueueEndpoint", account, "queue"), account, key);
        }
        catch (FormatException)
        {
            throw Wrong("AccountKey is not base64");
        }
    }

    private static Dictionary<string, string> Settings(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Keys end in '=' often, so only the first one parts name and value.
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw Wrong("a setting has no value");
            }

            if (!settings.TryAdd(setting[..at].Trim(), setting[(at + 1)..].Trim()))
            {
                throw Wrong("a setting stands twice");
            }
        }

        return settings;
    }

    private static Uri EndpointOf(Dictionary<string, string> settings, string name, string account, string service)
    {
        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var endpoint = settings.GetValueOrDefault(name) ?? $"{scheme}://{account}.{service}.{suffix}";
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw Wrong($"{name} is not an HTTP address");
    }

    private static StorageEndpoints Emulator(string? proxy)
    {
        var host = proxy is null ? new Uri("http://127.0.0.1") : new Uri(proxy);
        return StorageEndpoints.WithKey(At(EmulatorTablePort), At(EmulatorQueuePort), EmulatorAccount, EmulatorKey);

        Uri At(int port) => new UriBuilder(host) { Port = port, Path = EmulatorAccount }.Uri;
    }

    private static ArgumentException Wrong(string what) => new($"The connection string of the storage account is wrong: {what}.");
}
