using System.Security.Cryptography;
using System.Text;
using Convo.Functions.Core.Ports;
using Microsoft.AspNetCore.DataProtection;

namespace Convo.Functions.Web.Secrets;

/// <summary>
/// Secrets in table <c>connections</c>, encrypted and authenticated with ASP.NET Core Data Protection. The keys lie in the data folder, readable
/// by its owner alone: who has the folder has the secrets, who has only the database has not.
/// </summary>
internal sealed class ProtectedSecrets(ITables tables, IDataProtectionProvider protection) : ISecrets
{
    private const string Partition = "secrets";
    private const string Cipher = "cipher";

    public async Task<string?> GetAsync(string name, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        cancellation.ThrowIfCancellationRequested();
        if (await tables.GetAsync(TableNames.Connections, Partition, name, cancellation) is not { } row || row.Bytes(Cipher) is not { } cipher)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(For(name).Unprotect(cipher.ToArray()));
        }
        catch (CryptographicException e)
        {
            throw new StorageException("A secret can't be decrypted with the keys of this data folder.", mayHaveHappened: false, e);
        }
    }

    public async Task SetAsync(string name, string value, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        SecretRules.CheckValue(value);
        cancellation.ThrowIfCancellationRequested();
        var plain = Encoding.UTF8.GetBytes(value);
        var row = new Row(Partition, name, new Dictionary<string, RowValue> { [Cipher] = For(name).Protect(plain) });
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Upsert(row)], cancellation);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        cancellation.ThrowIfCancellationRequested();
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Delete(Partition, name)], cancellation);
    }

    // The name is part of the purpose: a cipher that was moved to another name opens nothing.
    private IDataProtector For(string name) => protection.CreateProtector("Convo.Functions.Secrets", name);
}
