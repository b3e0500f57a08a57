using System.Globalization;
using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>Text that grows up to a number of UTF-8 bytes and then ends after a whole character, never within an escape.</summary>
internal sealed class BoundedText(int most)
{
    private readonly StringBuilder text = new();
    private int bytes;

    /// <summary>True once something did not fit; nothing is added any more.</summary>
    public bool Full { get; private set; }

    public override string ToString() => text.ToString();

    /// <summary>Adds text as it stands.</summary>
    public void Append(string value) => AppendEscaped(value, PlainText.Destination);

    /// <summary>Adds text in the destination's form. Where it doesn't fit as a whole, the longest part whose form fits.</summary>
    public void AppendEscaped(string value, IDestination destination)
    {
        if (Full)
        {
            return;
        }

        // An escape only ever lengthens, so what lies beyond the limit can't be shown anyway.
        var candidate = WellFormed.Mend(Start(value, most + 1));
        var escaped = destination.Escape(candidate);

        if (TryAdd(escaped))
        {
            Full = candidate.Length < value.Length;
            return;
        }

        Full = true;
        TryAdd(LongestThatFits(candidate, destination));
    }

    private bool TryAdd(string escaped)
    {
        var more = Encoding.UTF8.GetByteCount(escaped);

        if (bytes + more > most)
        {
            return false;
        }

        text.Append(escaped);
        bytes += more;
        return true;
    }

    private string LongestThatFits(string value, IDestination destination)
    {
        var ends = StringInfo.ParseCombiningCharacters(value);
        var (fits, tooLong) = (0, ends.Length);

        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            var size = Encoding.UTF8.GetByteCount(destination.Escape(value[..ends[middle]]));
            (fits, tooLong) = size <= most - bytes ? (middle, tooLong) : (fits, middle);
        }

        return ends.Length == 0 ? string.Empty : destination.Escape(value[..ends[fits]]);
    }

    private static string Start(string value, int length) => value.Length <= length ? value : value[..length];
}
