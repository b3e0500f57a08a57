using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Storage.Azure.Account;

/// <summary>
/// The name of an account and one of its keys: what Microsoft's clients call <c>TableSharedKeyCredential</c> and <c>StorageSharedKeyCredential</c>.
/// </summary>
internal sealed class SharedKeyCredential
{
    private readonly byte[] key;

    /// <exception cref="ArgumentException">The key is not base64. It is not shown.</exception>
    public SharedKeyCredential(string accountName, string accountKey)
    {
        AccountName = accountName;
        var bytes = new byte[accountKey.Length];
        key = Convert.TryFromBase64String(accountKey, bytes, out var length)
            ? bytes[..length]
            : throw new ArgumentException("The account key is not base64.", nameof(accountKey));
    }

    /// <summary>The name of the account.</summary>
    public string AccountName { get; }

    /// <summary>The value of the <c>Authorization</c> header for a string to sign.</summary>
    public string Authorize(string stringToSign) =>
        $"SharedKey {AccountName}:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(stringToSign)))}";
}
