using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Convo.Functions.Tests.Shared;

/// <summary>A certificate for one Azurite on this machine, signed by itself; who wants to trust it compares it.</summary>
public sealed class AzuriteCertificate
{
    private readonly X509Certificate2 certificate;

    private AzuriteCertificate(X509Certificate2 certificate) => this.certificate = certificate;

    /// <summary>The certificate with its private key, for a server.</summary>
    public X509Certificate2 WithKey => certificate;

    public static AzuriteCertificate Create(TimeProvider time)
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        return new AzuriteCertificate(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2)));
    }

    /// <summary>True for this very certificate.</summary>
    public bool Is(X509Certificate? shown) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(certificate.RawDataMemory.Span);

    /// <summary>Writes certificate and key into files, for a program that reads them from there.</summary>
    internal Files Write()
    {
        var folder = Directory.CreateTempSubdirectory("convo-certificate-");
        var files = new Files(folder, Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return files;
    }

    /// <summary>Certificate and key on the disk, gone at the end.</summary>
    internal sealed class Files(DirectoryInfo folder, string certificate, string key) : IDisposable
    {
        public string Certificate { get; } = certificate;

        public string Key { get; } = key;

        public void Dispose() => folder.Delete(recursive: true);
    }
}
