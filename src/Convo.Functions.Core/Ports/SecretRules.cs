using System.Text;

namespace Convo.Functions.Core.Ports;

/// <summary>
/// The rules that every store of secrets holds alike (Microsoft Learn, "Azure Key Vault keys, secrets and certificates overview": names, and values of
/// at most 25 k). Breaking one is a bug of the caller: an <see cref="ArgumentException"/> that never shows the value.
/// </summary>
public static class SecretRules
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 127;

    /// <summary>The largest secret, in bytes of UTF-8.</summary>
    public const int LargestValue = 24 * 1024;

    /// <summary>Checks a name.</summary>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void CheckName(string name)
    {
        if (name is not { Length: >= 1 and <= LongestName })
        {
            throw new ArgumentException($"The name of a secret has 1 to {LongestName} characters.", nameof(name));
        }

        if (name.Any(letter => letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            throw new ArgumentException("The name of a secret is made of a-z, 0-9 and -.", nameof(name));
        }
    }

    /// <summary>Checks a secret.</summary>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void CheckValue(string value)
    {
        if (value is null || Encoding.UTF8.GetByteCount(value) > LargestValue)
        {
            throw new ArgumentException("A secret is a text of at most 24 KiB.", nameof(value));
        }

        RowRules.CheckSurrogates(value, nameof(value));
    }
}
