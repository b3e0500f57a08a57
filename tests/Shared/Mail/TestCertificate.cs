using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Convo.Functions.Tests.Shared;

/// <summary>A certificate for a mail server, and who vouches for it.</summary>
public sealed class TestCertificate
{
    private TestCertificate(X509Certificate2 certificate, X509Certificate2 authority) => (Certificate, Authority) = (certificate, authority);

    /// <summary>What the server shows.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Who signed it; for one that is signed by itself it is itself.</summary>
    public X509Certificate2 Authority { get; }

    internal string Pem => Certificate.ExportCertificatePem();

    internal string KeyPem => Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>One that an authority of its own has signed.</summary>
    /// <param name="name">The server's name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="age">How long ago it was made; it is valid for two days.</param>
    public static TestCertificate Create(string name, TimeProvider time, TimeSpan age = default)
    {
        var from = time.GetUtcNow() - age - TimeSpan.FromHours(1);
        using var authorityKey = RSA.Create(2048);
        var asAuthority = new CertificateRequest("CN=Authority of the tests", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        asAuthority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = asAuthority.CreateSelfSigned(from - TimeSpan.FromDays(1), from + TimeSpan.FromDays(400));

        // Its key is written to a file for the server, so it lives on.
        var key = RSA.Create(2048);
        using var signed = Request(name, key).Create(authority, from, from + TimeSpan.FromDays(2), RandomNumberGenerator.GetBytes(8));
        return new TestCertificate(signed.CopyWithPrivateKey(key), X509CertificateLoader.LoadCertificate(authority.RawData));
    }

    /// <summary>One that nobody else vouches for.</summary>
    public static TestCertificate SelfSigned(string name, TimeProvider time)
    {
        var key = RSA.Create(2048);
        var certificate = Request(name, key).CreateSelfSigned(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddDays(2));
        return new TestCertificate(certificate, X509CertificateLoader.LoadCertificate(certificate.RawData));
    }

    private static CertificateRequest Request(string name, RSA key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
