using System.Text;

namespace Convo.Functions.Core.Templates;

/// <summary>Where rendered text goes. It makes a value mean only itself there: the destination escapes, an author never does.</summary>
public interface IDestination
{
    /// <summary>The text in a form that reads as itself at the destination. Pure; works for any part of a text as for the whole.</summary>
    string Escape(string text);
}

/// <summary>Plain text: nothing has a special meaning there.</summary>
public sealed class PlainText : IDestination
{
    /// <summary>The one there is.</summary>
    public static PlainText Destination { get; } = new();

    /// <inheritdoc/>
    public string Escape(string text) => text;
}

/// <summary>HTML, in text and in quoted attributes.</summary>
public sealed class Html : IDestination
{
    /// <summary>The one there is.</summary>
    public static Html Destination { get; } = new();

    /// <inheritdoc/>
    public string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);

        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
