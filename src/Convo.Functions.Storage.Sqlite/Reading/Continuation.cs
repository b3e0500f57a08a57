using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Reading;

/// <summary>Where the next page begins: the first key that was not given yet. To callers it is an opaque text.</summary>
internal static class Continuation
{
    private const string Version = "k1.";

    /// <summary>The continuation of a page whose next row has this key.</summary>
    public static string Before(string key) => Version + Convert.ToBase64String(Codec.KeyCodec.Encode(key));

    /// <summary>The key at which to go on.</summary>
    /// <exception cref="ArgumentException">It was not given by this store, or for another range.</exception>
    public static string Read(string continuation, RowRange range)
    {
        var bytes = new byte[continuation.Length];
        if (!continuation.StartsWith(Version, StringComparison.Ordinal)
            || !Convert.TryFromBase64Chars(continuation.AsSpan(Version.Length), bytes, out var length))
        {
            throw NotOurs();
        }

        try
        {
            var key = Codec.KeyCodec.Decode(bytes.AsSpan(0, length));
            return string.CompareOrdinal(key, range.From ?? "") >= 0 ? key : throw NotOurs();
        }
        catch (FormatException)
        {
            throw NotOurs();
        }
    }

    private static ArgumentException NotOurs() => new("The continuation is not one that this query gave.", "continuation");
}
