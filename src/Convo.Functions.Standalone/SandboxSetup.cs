using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Sandbox;

namespace Convo.Functions.Standalone;

/// <summary>Connects the sandbox as a person would connect real accounts.</summary>
public sealed partial class SandboxSetup(ConnectionStore connections, WebhookGuard guard, ILogger<SandboxSetup> log)
{
    private const string ConvoName = "sandbox";
    private const string SlackName = "slack";

    /// <summary>Whether a Convo account other than the sandbox is connected.</summary>
    public static async Task<bool> HasRealAccountAsync(ITables tables, CancellationToken cancellation) =>
        (await ConnectionStore.ListAsync(tables, cancellation)).Any(c => c.Kind == ConnectionKind.Convo.Name && c.Name != ConvoName);

    /// <summary>Makes or mends the connections, and registers the webhook.</summary>
    public async Task ConnectAsync(SandboxServer sandbox, Uri app, CancellationToken cancellation)
    {
        var convo = await EnsureAsync(ConvoName, ConnectionKind.Convo, sandbox.Address, SandboxServer.ConvoApiKey, cancellation);
        await EnsureAsync(SlackName, ConnectionKind.Slack, sandbox.SlackAddress, SandboxServer.SlackBotToken, cancellation);

        if (convo is not null && await guard.EnsureAsync(convo, app, cancellation) is AccountAnswer<string>.Not not)
        {
            Log.NoWebhook(log, not.Reason, not.Advice);
        }
    }

    /// <summary>The connection to the sandbox; null where a person has given the name to an account of their own, which stays as it is.</summary>
    private async Task<Connection?> EnsureAsync(string name, ConnectionKind kind, Uri address, string secret, CancellationToken cancellation)
    {
        var known = await connections.FindAsync(name, cancellation);

        if (known?.Kind == kind.Name && known.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting) == address.AbsoluteUri)
        {
            return known;
        }

        if (known is not null && !await IsSandboxAsync(known, kind, secret, cancellation))
        {
            return null;
        }

        var draft = new ConnectionDraft(
            name,
            kind.Name,
            new Dictionary<string, string> { [ConnectionKind.BaseUrlSetting] = address.AbsoluteUri },
            new Dictionary<string, string> { [kind.Secret] = secret });
        return await connections.SaveAsync(draft, cancellation);
    }

    // Its secret tells the sandbox of an earlier start on another port from an account on this machine that a person connected.
    private async Task<bool> IsSandboxAsync(Connection known, ConnectionKind kind, string secret, CancellationToken cancellation) =>
        known.Kind == kind.Name
        && Uri.TryCreate(known.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting), UriKind.Absolute, out var address)
        && address.IsLoopback
        && (await connections.ReadAsync(known, cancellation))?.GetValueOrDefault(kind.Secret) == secret;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox's webhook could not be registered: {Reason} {Advice}")]
        public static partial void NoWebhook(ILogger log, string reason, string advice);
    }
}
