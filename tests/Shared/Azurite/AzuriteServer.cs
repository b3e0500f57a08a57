using System.Net.Security;
using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// Azure's storage as its emulator plays it: a real Azurite with tables, queues and blobs in memory, on ports that the system chose. A test takes a
/// storage account of its own (<see cref="NewAccountAsync"/>), so that tests share the process and nothing else.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>How many accounts one Azurite has. They go through one environment variable, which Linux limits to 128 KiB.</summary>
    public const int Accounts = 1000;

    private static readonly Lazy<Task<AzuriteServer>> Shared = new(() => StartAsync(AzuriteMode.SharedKey));
    private static readonly Lazy<Task<AzuriteServer>> SharedIdentity = new(() => StartAsync(AzuriteMode.Identity));

    private readonly AzuriteProcess process;
    private int taken;

    private AzuriteServer(AzuriteProcess process, AzuriteCertificate? certificate) => (this.process, Certificate) = (process, certificate);

    /// <summary>What it shows itself with; null where it speaks HTTP.</summary>
    public AzuriteCertificate? Certificate { get; }

    /// <summary>Its process id.</summary>
    public int ProcessId => process.Id;

    /// <summary>The one that the tests of this process share; it ends with the process.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it printed.</exception>
    public static Task<AzuriteServer> SharedAsync(AzuriteMode mode = AzuriteMode.SharedKey) =>
        mode is AzuriteMode.Identity ? SharedIdentity.Value : Shared.Value;

    /// <summary>A new, empty account of the shared one.</summary>
    public static async Task<StorageAccount> NewAccountAsync(AzuriteMode mode = AzuriteMode.SharedKey) => (await SharedAsync(mode)).NewAccount();

    /// <summary>Starts one of your own, for tests that end it or need its memory for themselves.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it printed.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteMode mode)
    {
        var certificate = mode is AzuriteMode.Identity ? AzuriteCertificate.Create(TimeProvider.System) : null;
        var accounts = string.Join(';', Enumerable.Range(0, Accounts).Select(number => $"{NameOf(number)}:{KeyOf(number)}"));
        if (certificate is null)
        {
            return new AzuriteServer(await AzuriteProcess.StartAsync(accounts, []), null);
        }

        // Azurite reads the files once, at its start.
        using var files = certificate.Write();
        return new AzuriteServer(await AzuriteProcess.StartAsync(accounts, ["--oauth", "basic", "--cert", files.Certificate, "--key", files.Key]), certificate);
    }

    /// <summary>A new, empty account.</summary>
    public StorageAccount NewAccount()
    {
        var number = Interlocked.Increment(ref taken) - 1;
        if (number >= Accounts)
        {
            throw new InvalidOperationException($"All {Accounts} accounts of this Azurite are taken; start another one.");
        }

        return StorageAccount.At(AddressOf, NameOf(number), KeyOf(number));
    }

    /// <summary>Where one part is reached, without an account.</summary>
    public Uri AddressOf(StoragePart part) => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{process.Ports[part]}/");

    /// <summary>A handler that uses no proxy and trusts this Azurite's certificate, and only that.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => Certificate?.Is(shown) is true },
    };

    public ValueTask DisposeAsync() => process.DisposeAsync();

    /// <summary>Lets go of it as the end of this process would; it ends by itself then.</summary>
    internal void LetGo() => process.LetGo();

    private static string NameOf(int number) => $"account{number:d3}";

    // As long as Azure's keys are. The same at each start, so that a failure can be repeated by hand; they open nothing but this emulator.
    private static string KeyOf(int number) => Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(NameOf(number))));
}
