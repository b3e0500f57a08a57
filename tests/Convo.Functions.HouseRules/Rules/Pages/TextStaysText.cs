using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Pages;

/// <summary>What a meeting says becomes text in a page, never markup or code: no page turns a text into either.</summary>
internal sealed partial class TextStaysText : Rule
{
    private static readonly string[] Pages = ["src/editor/", "src/Convo.Functions.Web/wwwroot/", "src/Convo.Sandbox/Page/"];
    private static readonly string[] Ends = [".ts", ".tsx", ".js", ".mjs", ".html", ".svg"];

    public override IReadOnlyList<Repository> Bad =>
    [
        InPage("line.innerHTML = meeting.title;"),
        InPage("line['outerHTML'] = meeting.title;"),
        InPage("line.insertAdjacentHTML('beforeend', meeting.title);"),
        InPage("line.setHTMLUnsafe(meeting.title);"),
        InPage("document.write(meeting.title);"),
        InPage("document . writeln(meeting.title);"),
        InPage("range.createContextualFragment(meeting.title);"),
        InPage("new DOMParser().parseFromString(meeting.title, 'text/html');"),
        InPage("frame.srcdoc = meeting.title;"),
        InPage("eval(meeting.title);"),
        InPage("const run = new Function(meeting.title);"),
        InPage("setTimeout('run()', 10);"),
        InPage("return <p dangerouslySetInnerHTML={{ __html: meeting.title }} />;"),
        Repository.Of((Pages[1] + "index.html", "<button onclick=\"run()\">Run</button>")),
        Repository.Of((Pages[1] + "index.html", "<a href=\"javascript:run()\">Run</a>")),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InPage("line.textContent = meeting.title; line.append(document.createElement('b'));"),
        InPage("return <button onClick={() => run()}>Run</button>;"),
        InPage("const evaluated = retrieval(meeting); setTimeout(() => show(evaluated), 10); button.onclick = show;"),
        Repository.Of((Pages[1] + "index.html", "<p>The page uses <code>textContent</code>.</p>")),
        Repository.Of(("tests/Convo.Functions.Web.Tests/page.js", "line.innerHTML = '';")),
        Repository.Of((Pages[0] + "html.test.ts", "expect(text('<a href=\"javascript:run()\">Run</a>')).toBe('Run');")),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Files
        where Array.Exists(Pages, page => file.Path.StartsWith(page, StringComparison.Ordinal))
            && Array.Exists(Ends, end => file.Path.EndsWith(end, StringComparison.Ordinal))
            && !file.Path.EndsWith(".test.ts", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where TextMadeMarkup().IsMatch(line.Item)
        select file.At(line.Index + 1, "A text can become markup or code here.", "Make elements, and give them their text with textContent.");

    private static Repository InPage(string script) => Repository.Of((Pages[0] + "app.js", script));

    [GeneratedRegex(
        """
        \b(?:dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|DOMParser|srcdoc)\b
        |\bdocument\s*\.\s*write(?:ln)?\b
        |\beval\b|\bnew\s+Function\b
        |\bset(?:Timeout|Interval)\s*\(\s*["'`]
        |<[^>]*\son\w+\s*=(?!\{)|\bjavascript:
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace,
        1000)]
    private static partial Regex TextMadeMarkup();
}
