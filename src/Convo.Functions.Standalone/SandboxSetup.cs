using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Sandbox;

namespace Convo.Functions.Standalone;

/// <summary>Connects the sandbox as a person would connect real accounts.</summary>
public sealed partial class SandboxSetup(ConnectionStore connections, WebhookGuard guard, ILogger<SandboxSetup> log)
{
    private const string ConvoName = "sandbox";
    private const string SlackName = "slack";
    private Connection? webhook;

    /// <summary>Whether a Convo account other than the sandbox is connected.</summary>
    public static async Task<bool> HasRealAccountAsync(ITables tables, CancellationToken cancellation) =>
        (await ConnectionStore.ListAsync(tables, cancellation)).Any(c => c.Kind == ConnectionKind.Convo.Name && c.Name != ConvoName);

    /// <summary>Registers the webhook, once the app listens: it is tested at once.</summary>
    public async Task RegisterAsync(Uri app, CancellationToken cancellation)
    {
        if (webhook is not null && await guard.LookAsync(webhook, app, WebhookWish.Look, cancellation) is { State: not WebhookState.Guarded } record)
        {
            Log.NoWebhook(log, record.Advice ?? WebhookWords.Summary(record));
        }
    }

    /// <summary>Makes or mends the connections.</summary>
    public async Task ConnectAsync(SandboxServer sandbox, Uri app, CancellationToken cancellation)
    {
        webhook = await EnsureAsync(ConvoName, ConnectionKind.Convo, sandbox.Address, Secrets(ConnectionKind.Convo, SandboxServer.ConvoApiKey), cancellation);
        var slack = Secrets(ConnectionKind.Slack, SandboxServer.SlackBotToken);
        slack[ConnectionKind.SigningSecret] = SandboxServer.SlackSigningSecret;

        if (await EnsureAsync(SlackName, ConnectionKind.Slack, sandbox.SlackAddress, slack, cancellation) is not null)
        {
            sandbox.SlackInteractivityAddress = new Uri(app, $"hooks/slack/{SlackName}");
        }
    }

    /// <summary>The connection to the sandbox; null where a person has given the name to an account of their own, which stays as it is.</summary>
    private async Task<Connection?> EnsureAsync(
        string name, ConnectionKind kind, Uri address, Dictionary<string, string> secrets, CancellationToken cancellation)
    {
        var known = await connections.FindAsync(name, cancellation);
        var stored = known is null ? null : await connections.ReadAsync(known, cancellation);

        var isHere = known?.Kind == kind.Name && known.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting) == address.AbsoluteUri;

        if (known is not null && !IsSandbox(known, kind, stored, secrets[kind.Secret]))
        {
            return isHere ? known : null;
        }

        if (isHere && secrets.All(secret => stored?.GetValueOrDefault(secret.Key) == secret.Value))
        {
            return known;
        }

        var draft = new ConnectionDraft(
            name,
            kind.Name,
            new Dictionary<string, string> { [ConnectionKind.BaseUrlSetting] = address.AbsoluteUri },
            secrets);
        return await connections.SaveAsync(draft, cancellation);
    }

    private static Dictionary<string, string> Secrets(ConnectionKind kind, string secret) => new() { [kind.Secret] = secret };

    // Its secret tells the sandbox of an earlier start on another port from an account on this machine that a person connected.
    private static bool IsSandbox(Connection known, ConnectionKind kind, IReadOnlyDictionary<string, string>? stored, string secret) =>
        known.Kind == kind.Name
        && Uri.TryCreate(known.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting), UriKind.Absolute, out var address)
        && address.IsLoopback
        && stored?.GetValueOrDefault(kind.Secret) == secret;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox's webhook does not work: {Advice}")]
        public static partial void NoWebhook(ILogger log, string advice);
    }
}
