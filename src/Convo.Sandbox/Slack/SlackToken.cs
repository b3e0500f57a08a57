namespace Convo.Sandbox.Slack;

/// <summary>A bot token and what it may do. All belong to the same bot, so they share its channels.</summary>
internal sealed record SlackToken(string Value, IReadOnlyList<string> Scopes)
{
    public const string Full = "xoxb-sandbox";

    private static readonly string[] Everything =
        ["channels:history", "channels:read", "chat:write", "groups:history", "groups:read", "im:history", "users:read", "users:read.email"];

    private static readonly Dictionary<string, SlackToken> Known = new SlackToken[]
    {
        new(Full, Everything),
        new("xoxb-sandbox-no-history", [.. Everything.Where(s => !s.EndsWith(":history", StringComparison.Ordinal))]),
        new("xoxb-sandbox-no-write", [.. Everything.Where(s => s != "chat:write")]),
        new("xoxb-sandbox-no-email", [.. Everything.Where(s => s != "users:read.email")]),
        new("xoxb-sandbox-no-people", [.. Everything.Where(s => !s.StartsWith("users:", StringComparison.Ordinal))]),
    }.ToDictionary(t => t.Value, StringComparer.Ordinal);

    public static SlackToken? Find(string value) => Known.GetValueOrDefault(value);

    /// <summary>The refusal if the token lacks the scope, else null.</summary>
    public SlackRefusal? Lacks(string scope) =>
        Scopes.Contains(scope) ? null : new("missing_scope", Needed: scope, Provided: string.Join(',', Scopes));
}
