using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Convo.Functions.Connectors.Mail.Smtp;

/// <summary>What is wrong with a server's certificate, in words.</summary>
internal static class CertificateTrouble
{
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <returns>The words; null where nothing is wrong.</returns>
    public static string? Of(SslPolicyErrors errors, X509Chain? chain)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;

        return errors switch
        {
            SslPolicyErrors.None => null,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "the server showed none",
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) => "it has expired, or is not valid yet",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "it is for a server of another name",
            _ when (status & Unknown) is not X509ChainStatusFlags.NoError => "nobody vouches for it (it is signed by itself, or by somebody unknown)",
            _ => "it does not pass the usual checks",
        };
    }
}
