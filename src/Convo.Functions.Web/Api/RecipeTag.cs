using System.Buffers.Text;
using System.Text;

namespace Convo.Functions.Web.Api;

/// <summary>The version of a row as an entity tag; what stores give may hold quotes itself, so it is encoded.</summary>
internal static class RecipeTag
{
    public static string Write(string tag) => $"\"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(tag))}\"";

    /// <summary>The row's version; null where the header is empty or <c>*</c>. A tag that is none of ours matches nothing.</summary>
    public static string? Read(string header)
    {
        if (header is "" or "*")
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(header.AsSpan().Trim().Trim('"')));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
