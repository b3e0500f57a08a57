using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Convo.Functions.Core.Approvals;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Approvals;

/// <summary>What a page about an approval shows.</summary>
/// <param name="Person">Whose link it is.</param>
/// <param name="Destination">Where it would go.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Meeting">The meeting's title; null where it is no longer kept.</param>
/// <param name="Until">Until when.</param>
/// <param name="Preview">What would go out; null where it is no longer kept.</param>
internal sealed record ApprovalView(string Person, string Destination, string Recipe, string? Meeting, DateTimeOffset Until, string? Preview);

/// <summary>One page of the approval, whole: no script, no other file, its only style inside and named by its hash in the policy.</summary>
internal sealed class ApprovalPage
{
    public const string Field = "decision";
    public const string Approve = "approve";
    public const string Reject = "reject";

    private const string Style =
        ":root{color-scheme:light dark;--line:#c8ccd2;--yes:#14643c;--no:#a3232a}"
        + "@media(prefers-color-scheme:dark){:root{--line:#4a4f57;--yes:#1d7a4a;--no:#b83a41}}"
        + "*{box-sizing:border-box}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem}"
        + "h1{font-size:1.35rem;line-height:1.3}h2{font-size:1.1rem}dt{font-weight:600}dd{margin:0 0 .6rem;overflow-wrap:anywhere}"
        + "pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:.4rem;padding:.8rem;margin:0 0 1.2rem}"
        + "form{display:flex;flex-wrap:wrap;gap:.8rem}button{font:inherit;font-weight:600;color:#fff;border:2px solid transparent;border-radius:.4rem;"
        + "padding:.7rem 1.4rem;flex:1 1 9rem;cursor:pointer}.yes{background:var(--yes)}.no{background:var(--no)}"
        + "button:focus-visible{outline:3px solid Highlight;outline-offset:2px}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private readonly int status;
    private readonly string title;
    private readonly string body;

    private ApprovalPage(int status, string title, string body) => (this.status, this.title, this.body) = (status, title, body);

    /// <summary>The question, with its two buttons.</summary>
    public static ApprovalPage Ask(ApprovalView view) => new(
        StatusCodes.Status200OK,
        "May this be sent?",
        $"""
        {Facts(view, withTime: true)}
        <h2>What will be sent</h2>
        <pre>{Text(view.Preview ?? "")}</pre>
        <form method="post">
        <button class="yes" name="{Field}" value="{Approve}">Approve</button>
        <button class="no" name="{Field}" value="{Reject}">Reject</button>
        </form>
        """);

    /// <summary>What became of it.</summary>
    public static ApprovalPage Of(AnswerTaken taken, ApprovalView view) => taken switch
    {
        AnswerTaken.Made { Verdict: ApprovalVerdict.Approved } => Done("You approved it.", "It is on its way.", view),
        AnswerTaken.Made => Done("You rejected it.", "It is not sent.", view),
        AnswerTaken.Already { Outcome: { Verdict: ApprovalVerdict.Expired } } =>
            Gone("Nobody approved it in time.", "It was not sent. Run the recipe again.", view),
        AnswerTaken.Already { Outcome: var outcome } => Gone(
            $"It was {outcome.Verdict.Word()} already.", $"By {outcome.Who}, at {ApprovalTime.Show(outcome.At, "UTC")}. There is nothing left to do.", view),
        AnswerTaken.Changed => Gone(
            "What would be sent has changed.", "This link was for an earlier text, so nothing was decided. Ask for a new link, in Slack or in the app.", view),
        AnswerTaken.TooLate => Gone("The time is over.", "It is not sent. Run the recipe again to be asked again.", view),
        AnswerTaken.Over { Reason: var reason } => Gone("It is no longer open.", $"Nothing was decided. {reason}", view),
        AnswerTaken.NotNamed => new(StatusCodes.Status403Forbidden, "You can't decide this.", Sentence("Others were named for it. Nothing was decided.")),
        AnswerTaken.Busy => Unavailable("Somebody else is at it this moment. Nothing was decided."),
        _ => Unknown(),
    };

    public static ApprovalPage Unknown() => new(
        StatusCodes.Status404NotFound,
        "This link is not known.",
        Sentence("It may be incomplete, or too old: links are kept as long as the meeting's content. Ask for a new one, in Slack or in the app."));

    public static ApprovalPage Unavailable(string what) => new(
        StatusCodes.Status503ServiceUnavailable, "Not now.", Sentence($"{what} Go back, and try again in a minute."));

    public static ApprovalPage Elsewhere() => new(
        StatusCodes.Status403Forbidden,
        "This did not come from this page.",
        Sentence("Nothing was decided. Open the link yourself, and decide on the page it shows."));

    public static ApprovalPage Unreadable() => new(
        StatusCodes.Status400BadRequest, "This could not be read.", Sentence("Nothing was decided. Open the link again, and press one of its two buttons."));

    public Task SendAsync(HttpContext http)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;

        // Without a referrer browsers send forms with the origin "null", which could be anybody's. Nothing here leads elsewhere.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["X-Robots-Tag"] = "noindex";

        if (status is StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "60";
        }

        return response.WriteAsync(Html(), CancellationToken.None);
    }

    private static ApprovalPage Done(string title, string next, ApprovalView view) =>
        new(StatusCodes.Status200OK, title, Sentence(next) + Facts(view, withTime: false));

    private static ApprovalPage Gone(string title, string next, ApprovalView view) =>
        new(StatusCodes.Status410Gone, title, Sentence(next) + Facts(view, withTime: false));

    private static string Facts(ApprovalView view, bool withTime)
    {
        var facts = new StringBuilder("<dl>");
        Add("To", view.Destination);
        Add("From the meeting", view.Meeting ?? "(its title is no longer kept)");
        Add("By the recipe", view.Recipe);
        Add("You decide as", view.Person);

        if (withTime)
        {
            Add("Until", ApprovalTime.Show(view.Until, "UTC"));
        }

        return facts.Append("</dl>").ToString();

        void Add(string name, string value) => facts.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{Text(value)}</dd>");
    }

    private static string Sentence(string text) => $"<p>{Text(text)}</p>";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);

    private string Html() =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{Text(title)} · Convo.Functions</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{Text(title)}</h1>
        {body}
        </main>
        </body>
        </html>
        """;
}
