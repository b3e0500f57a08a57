namespace Convo.Sandbox.Faults;

/// <summary>What a fault aims at: <c>webhook</c>, <c>convo</c>, <c>slack</c> or a path prefix such as <c>/slack/api/chat.postMessage</c>.</summary>
internal sealed record FaultTarget
{
    public static readonly FaultTarget Webhook = new("webhook", null);

    private readonly PathString? prefix;

    private FaultTarget(string name, PathString? prefix)
    {
        Name = name;
        this.prefix = prefix;
    }

    public string Name { get; }

    /// <summary>Whether it aims at calls to the sandbox; the other kind aims at deliveries from it.</summary>
    public bool IsCalls => prefix is not null;

    /// <summary>Reads a target; null when it is none. The control API and the page are never a target.</summary>
    public static FaultTarget? Parse(string? text) => text switch
    {
        "webhook" => Webhook,
        "convo" => new(text, "/api/v1"),
        "slack" => new(text, "/slack/api"),
        { Length: > 1 and < 500 } when IsApiPath(text) => new(text, text.TrimEnd('/')),
        _ => null,
    };

    public bool Covers(PathString path) => prefix is { } covered && path.StartsWithSegments(covered, StringComparison.Ordinal);

    private static bool IsApiPath(string text) =>
        text.StartsWith("/api/v1", StringComparison.Ordinal) || text.StartsWith("/slack/api", StringComparison.Ordinal);
}
