namespace Convo.Sandbox.Faults;

/// <summary>
/// What a fault aims at: <c>webhook</c>, <c>convo</c>, <c>slack</c>, a path prefix such as <c>/slack/api/chat.postMessage</c>, <c>mail</c>, or the mail to
/// one address, such as <c>mail:anna@sandbox.example</c>.
/// </summary>
internal sealed record FaultTarget
{
    /// <summary>All forms of it, for who wrote another.</summary>
    public const string Forms =
        "webhook, convo, slack, a path that begins with /api/v1 or /slack/api, mail, or mail:anna@sandbox.example for one address";

    public static readonly FaultTarget Webhook = new("webhook", null);

    private const string MailName = "mail";
    private readonly PathString? prefix;

    private FaultTarget(string name, PathString? prefix)
    {
        Name = name;
        this.prefix = prefix;
    }

    public string Name { get; }

    /// <summary>Whether it aims at calls to the sandbox.</summary>
    public bool IsCalls => prefix is not null;

    /// <summary>Whether it aims at mail that is handed in. What is neither this nor calls are deliveries from the sandbox.</summary>
    public bool IsMail => Name == MailName || Address is not null;

    private string? Address => Name.StartsWith(MailName + ":", StringComparison.Ordinal) ? Name[(MailName.Length + 1)..] : null;

    /// <summary>Reads a target; null when it is none. The control API and the page are never a target.</summary>
    public static FaultTarget? Parse(string? text) => text switch
    {
        "webhook" => Webhook,
        "convo" => new(text, "/api/v1"),
        "slack" => new(text, "/slack/api"),
        MailName => new(text, null),
        { Length: > 5 and < 500 } when text.StartsWith(MailName + ":", StringComparison.Ordinal) && text.Contains('@') => new(text, null),
        { Length: > 1 and < 500 } when IsApiPath(text) => new(text, text.TrimEnd('/')),
        _ => null,
    };

    public bool Covers(PathString path) => prefix is { } covered && path.StartsWithSegments(covered, StringComparison.Ordinal);

    /// <summary>Whether it aims at mail to one of these.</summary>
    public bool CoversMail(IReadOnlyList<string> recipients) =>
        Name == MailName || (Address is { } address && recipients.Contains(address, StringComparer.OrdinalIgnoreCase));

    private static bool IsApiPath(string text) =>
        text.StartsWith("/api/v1", StringComparison.Ordinal) || text.StartsWith("/slack/api", StringComparison.Ordinal);
}
