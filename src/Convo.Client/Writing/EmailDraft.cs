namespace Convo.Client;

/// <summary>A drafted follow-up e-mail. All text is untrusted; let a person read it before it is sent.</summary>
public sealed record EmailDraft
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The subject; may hold line ends, which do not belong in a header.</summary>
    public string Subject { get; init => field = value ?? ""; } = "";

    /// <summary>The text: plain, with line feeds.</summary>
    public string Body { get; init => field = value ?? ""; } = "";

    /// <summary>The key points it is based on.</summary>
    public IReadOnlyList<string> KeyPoints { get; init => field = Tolerant.List(value); } = [];

    /// <summary>Action items as plain lines in varying form ("Sarah: task", "task (Alice, next week)"); not the objects of the key points.</summary>
    public IReadOnlyList<string> ActionItems { get; init => field = Tolerant.List(value); } = [];

    /// <summary>When it was written, in UTC.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }
}

/// <summary>The tone of a drafted e-mail.</summary>
public enum EmailTone
{
    /// <summary><c>professional</c>, Convo's default.</summary>
    Professional,

    /// <summary><c>casual</c>.</summary>
    Casual,

    /// <summary><c>concise</c>.</summary>
    Concise,
}

/// <summary>The body of the drafting call; both members are optional.</summary>
/// <param name="RecipientName">Whom the draft greets.</param>
/// <param name="Tone">The tone.</param>
internal sealed record EmailBody(string? RecipientName, string? Tone);
