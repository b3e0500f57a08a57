using System.Globalization;

namespace Convo.Functions.Storage.Sqlite.Codec;

/// <summary>Tags are numbers inside, counted up and never used again, and text outside.</summary>
internal static class RowTag
{
    /// <summary>A number that no row has.</summary>
    public const long NoTag = -1;

    /// <summary>The text of a tag.</summary>
    public static string Format(long tag) => tag.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a tag, or <see cref="NoTag"/> for a text that <see cref="Format"/> never gives ("07", "+7").</summary>
    public static long Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) && Format(tag) == text ? tag : NoTag;
}
