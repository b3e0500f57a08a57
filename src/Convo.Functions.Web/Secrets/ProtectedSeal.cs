using System.Security.Cryptography;
using Convo.Functions.Core.Intake;
using Microsoft.AspNetCore.DataProtection;

namespace Convo.Functions.Web.Secrets;

/// <summary>Seals what waits in the spool with the keys of the data folder.</summary>
internal sealed class ProtectedSeal(IDataProtectionProvider protection) : ISeal
{
    private readonly IDataProtector protector = protection.CreateProtector("Convo.Functions.Spool");

    public byte[] Close(byte[] content) => protector.Protect(content);

    public byte[]? Open(byte[] closed)
    {
        try
        {
            return protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
