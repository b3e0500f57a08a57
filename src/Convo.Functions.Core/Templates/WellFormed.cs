using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>Whether a text consists of whole characters. JSON can smuggle in half ones (<c>\ud800</c>), which no encoder can write.</summary>
public static class WellFormed
{
    /// <summary>True where every surrogate has its other half.</summary>
    public static bool Is(string text)
    {
        var rest = text.AsSpan();

        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>The text with U+FFFD in place of every lone half.</summary>
    public static string Mend(string text)
    {
        if (Is(text))
        {
            return text;
        }

        var mended = new StringBuilder(text.Length);

        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune);
        }

        return mended.ToString();
    }
}
