using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Approvals;

/// <summary>
/// Who may say yes to a delivery, until when, and what was said. An answer is about one content: what was said of another does not count.
/// </summary>
/// <param name="By">The e-mail addresses of those who may decide.</param>
/// <param name="Within">How long they have from each time they are asked.</param>
/// <param name="Until">Until when they have it for what is desired now.</param>
public sealed record Approval(IReadOnlyList<string> By, TimeSpan Within, DateTimeOffset Until)
{
    /// <summary>The hash of the content that the last answer was about; null before the first.</summary>
    public string? Content { get; init; }

    /// <summary>The last answer; null before the first.</summary>
    public ApprovalVerdict? Verdict { get; init; }

    /// <summary>Who gave it; null where nobody did in time.</summary>
    public string? Who { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether this content was approved.</summary>
    public bool Allows(string content) => Verdict is ApprovalVerdict.Approved && Content == content;

    /// <summary>Whether this content was turned down, or nobody approved it in time: it isn't asked for again.</summary>
    public bool Declines(string content) => Verdict is ApprovalVerdict.Rejected or ApprovalVerdict.Expired && Content == content;

    /// <summary>Whether a person is among those who may decide.</summary>
    public bool Names(string email) => By.Contains(email, StringComparer.OrdinalIgnoreCase);

    /// <summary>The same, asked from now on.</summary>
    public Approval Asked(DateTimeOffset now) => this with { Until = now + Within };

    internal static Approval? From(Row row) => row.Text("approveBy") is not { } by
        ? null
        : new Approval(by.Split(' '), TimeSpan.FromSeconds(row.Number("approveSeconds") ?? 0), row.Time("approveUntil") ?? default)
        {
            Content = row.Text("approveContent"),
            Verdict = Enum.TryParse<ApprovalVerdict>(row.Text("approveVerdict"), ignoreCase: true, out var verdict) ? verdict : null,
            Who = row.Text("approveWho"),
            At = row.Time("approveAt"),
        };

    internal void Write(Dictionary<string, RowValue> values)
    {
        values["approveBy"] = string.Join(' ', By);
        values["approveSeconds"] = (long)Within.TotalSeconds;
        values["approveUntil"] = Until;
        values.AddIfKnown("approveContent", Content);
        values.AddIfKnown("approveVerdict", Verdict?.Word());
        values.AddIfKnown("approveWho", Who);
        values.AddIfKnown("approveAt", At);
    }
}

/// <summary>What was said to a question for approval.</summary>
public enum ApprovalVerdict
{
    /// <summary>Yes.</summary>
    Approved,

    /// <summary>No.</summary>
    Rejected,

    /// <summary>Nothing, until the time was over.</summary>
    Expired,
}

/// <summary>The words for answers.</summary>
public static class ApprovalVerdicts
{
    /// <summary>The word, as rows, messages and the API write it.</summary>
    public static string Word(this ApprovalVerdict verdict) => verdict switch
    {
        ApprovalVerdict.Approved => "approved",
        ApprovalVerdict.Rejected => "rejected",
        _ => "expired",
    };
}
