using System.Globalization;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Sandbox;

namespace Convo.Functions.Standalone;

/// <summary>Connects the sandbox as a person would connect real accounts.</summary>
public sealed partial class SandboxSetup(ConnectionStore connections, WebhookGuard guard, ILogger<SandboxSetup> log)
{
    private const string ConvoName = "sandbox";
    private const string SlackName = "slack";
    private const string MailName = "mail";
    private const string Machine = "127.0.0.1";
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
        webhook = await EnsureAsync(ConvoName, ConnectionKind.Convo, At(sandbox.Address), new()
        {
            [ConnectionKind.Convo.Secret] = SandboxServer.ConvoApiKey,
        }, cancellation);
        var slack = await EnsureAsync(SlackName, ConnectionKind.Slack, At(sandbox.SlackAddress), new()
        {
            [ConnectionKind.Slack.Secret] = SandboxServer.SlackBotToken,
            [ConnectionKind.SigningSecret] = SandboxServer.SlackSigningSecret,
        }, cancellation);
        await EnsureAsync(MailName, ConnectionKind.Mail, At(sandbox.MailPort), new()
        {
            [MailSettings.User] = SandboxServer.MailUser,
            [MailSettings.Password] = SandboxServer.MailPassword,
        }, cancellation);

        if (slack is not null)
        {
            sandbox.SlackInteractivityAddress = new Uri(app, $"hooks/slack/{SlackName}");
        }
    }

    private static Dictionary<string, string> At(Uri address) => new() { [ConnectionKind.BaseUrlSetting] = address.AbsoluteUri };

    private static Dictionary<string, string> At(int mailPort) => new()
    {
        [MailSettings.Host] = Machine,
        [MailSettings.Port] = mailPort.ToString(CultureInfo.InvariantCulture),
        [MailSettings.Security] = MailSettings.NoneOnLoopback,
        [MailSettings.From] = "meetings@sandbox.example",
        [MailSettings.FromName] = "Meetings in the sandbox",
    };

    /// <summary>The connection to the sandbox; null where a person has given the name to an account of their own, which stays as it is.</summary>
    private async Task<Connection?> EnsureAsync(
        string name, ConnectionKind kind, Dictionary<string, string> settings, Dictionary<string, string> secrets, CancellationToken cancellation)
    {
        var known = await connections.FindAsync(name, cancellation);
        var stored = known is null ? null : await connections.ReadAsync(known, cancellation);
        var isHere = known?.Kind == kind.Name && Places(kind).All(place => known.Settings.GetValueOrDefault(place) == settings[place]);

        if (known is not null && !IsSandbox(known, kind, stored, secrets[kind.Secret]))
        {
            return isHere ? known : null;
        }

        if (isHere && secrets.All(secret => stored?.GetValueOrDefault(secret.Key) == secret.Value))
        {
            return known;
        }

        return await connections.SaveAsync(new ConnectionDraft(name, kind.Name, settings, secrets), cancellation);
    }

    // The settings that say where it leads; the others are a person's to change.
    private static string[] Places(ConnectionKind kind) =>
        kind == ConnectionKind.Mail ? [MailSettings.Host, MailSettings.Port] : [ConnectionKind.BaseUrlSetting];

    // Its secret tells the sandbox of an earlier start on another port from an account on this machine that a person connected.
    private static bool IsSandbox(Connection known, ConnectionKind kind, IReadOnlyDictionary<string, string>? stored, string secret) =>
        known.Kind == kind.Name && IsOnThisMachine(known) && stored?.GetValueOrDefault(kind.Secret) == secret;

    private static bool IsOnThisMachine(Connection known) => known.Settings.TryGetValue(MailSettings.Host, out var host)
        ? OutgoingHost.IsLoopback(host)
        : Uri.TryCreate(known.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting), UriKind.Absolute, out var address) && address.IsLoopback;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox's webhook does not work: {Advice}")]
        public static partial void NoWebhook(ILogger log, string advice);
    }
}
