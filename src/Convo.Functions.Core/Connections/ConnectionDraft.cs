using Convo.Functions.Core.Calendars;

namespace Convo.Functions.Core.Connections;

/// <summary>A connection as a person gives it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it connects to.</param>
/// <param name="Settings">What is no secret.</param>
/// <param name="Secrets">Its secrets by name; may be left out where only settings change.</param>
public sealed record ConnectionDraft(
    string Name, string Kind, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Without settings and secrets: records print all they hold.</summary>
    public override string ToString() => $"{nameof(ConnectionDraft)} {Name} ({Kind})";
}

/// <summary>What a kind of connection takes.</summary>
/// <param name="Name">As connections name it.</param>
/// <param name="BaseUrl">Its address unless another is given; empty for a kind that has none.</param>
/// <param name="Secret">The one secret that it needs.</param>
/// <param name="SecretStart">What the secret starts with, for the advice where it doesn't; empty where it starts with anything.</param>
/// <param name="OtherSecrets">Secrets that may be given besides.</param>
public sealed record ConnectionKind(string Name, string BaseUrl, string Secret, string SecretStart, IReadOnlyList<string> OtherSecrets)
{
    /// <summary>The names of its settings.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [BaseUrlSetting];

    /// <summary>Whether its secrets are what people chose, of any length and with any signs, and not tokens that a machine made.</summary>
    public bool HasPasswords { get; init; }

    /// <summary>The name of the setting with the base address.</summary>
    public const string BaseUrlSetting = "baseUrl";

    /// <summary>The secret of a webhook that somebody registered at Convo by hand.</summary>
    public const string WebhookSecret = "webhookSecret";

    /// <summary>The secret that Slack signs presses of buttons with (Slack docs, "Verifying requests from Slack").</summary>
    public const string SigningSecret = "signingSecret";

    /// <summary>An account at Convo (address and key form: docs page "Authentication").</summary>
    public static ConnectionKind Convo { get; } = new("convo", "https://www.itsconvo.com/", "apiKey", "convo_", [WebhookSecret])
    {
        Settings = [BaseUrlSetting, AccountDomains.Setting],
    };

    /// <summary>A workspace of Slack, with a bot token (Slack docs, "Using the Slack Web API" and "Tokens").</summary>
    public static ConnectionKind Slack { get; } = new("slack", "https://slack.com/api/", "token", "xox", [SigningSecret]);

    /// <summary>A server that takes mail (RFC 6409), with the name and password to sign in with.</summary>
    public static ConnectionKind Mail { get; } = new("mail", "", MailSettings.Password, "", [MailSettings.User])
    {
        Settings = MailSettings.All,
        HasPasswords = true,
    };

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ConnectionKind> All { get; } = [Convo, Slack, Mail];

    /// <summary>The kind of a name; null where there is none.</summary>
    public static ConnectionKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}
