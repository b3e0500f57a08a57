using System.Text;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.Mail;

/// <summary>
/// The HTML part, made of the text part: the same words, escaped, with its paragraphs and with links to https addresses alone. A link always shows the
/// address that it leads to.
/// </summary>
internal static partial class MailHtml
{
    private const string Trailing = ".,;:!?)'\"";

    public static string Of(string text)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");

        foreach (var paragraph in Paragraphs().Split(text.ReplaceLineEndings("\n").Trim('\n')))
        {
            html.Append("<p>").AppendJoin("<br>\n", paragraph.Split('\n').Select(Line)).Append("</p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Line(string line)
    {
        var html = new StringBuilder(line.Length + 32);
        var at = 0;

        foreach (Match match in Links().Matches(line))
        {
            var address = match.Value.TrimEnd(Trailing.ToCharArray());

            if (IsLink(address))
            {
                var shown = Html.Destination.Escape(address);
                html.Append(Html.Destination.Escape(line[at..match.Index])).Append($"<a href=\"{shown}\">{shown}</a>");
                at = match.Index + address.Length;
            }
        }

        return html.Append(Html.Destination.Escape(line[at..])).ToString();
    }

    // No user in front of the host and no host in letters of other scripts: both make one address look like another.
    private static bool IsLink(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var link) && link is { Scheme: "https", UserInfo: "", HostNameType: UriHostNameType.Dns }
        && link.Host.All(char.IsAscii) && address.All(c => c is > ' ' and <= '~');

    [GeneratedRegex("\n{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"https://[^\s<>""]+", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
