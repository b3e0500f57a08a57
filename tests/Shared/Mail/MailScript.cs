using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Convo.Functions.Tests.Shared;

/// <summary>What a mail server is like: real, and made to fail where a test wants it.</summary>
public sealed record MailScript
{
    public const string User = "postbox";
    public const string Password = "smtp-canary pass-wörd";

    /// <summary>Shows itself with this one and offers STARTTLS; null for a server without encryption.</summary>
    public TestCertificate? Certificate { get; init; }

    /// <summary>The ways to sign in.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["PLAIN", "LOGIN"];

    private ImmutableDictionary<string, JsonObject> Rules { get; init; } = ImmutableDictionary<string, JsonObject>.Empty;

    /// <summary>The largest mail, in bytes.</summary>
    public int? Size { get; init; }

    /// <summary>Answers a command with a code: CONNECT, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, or END for the end of the mail.</summary>
    public MailScript Refusing(string command, int code, int? at = null, int? times = null) => With(command, new() { ["code"] = code }, at, times);

    /// <summary>Closes the connection at a command. At END the mail is there, and only the answer is missing.</summary>
    public MailScript Dropping(string command, int? times = null) => With(command, new() { ["drop"] = true }, null, times);

    /// <summary>Never answers a command.</summary>
    public MailScript Hanging(string command) => With(command, new() { ["hang"] = true }, null, null);

    /// <summary>Adds a line behind the answer to STARTTLS, as somebody in between would.</summary>
    public MailScript Injecting(string line) => With("STARTTLS", new() { ["inject"] = line }, null, null);

    internal JsonObject Json()
    {
        var json = new JsonObject
        {
            ["user"] = User,
            ["password"] = Password,
            ["allowInsecureAuth"] = Certificate is null,
            ["authMethods"] = new JsonArray([.. Methods.Select(method => (JsonNode)method)]),
            ["disabledCommands"] = Disabled(),
            ["script"] = new JsonObject(Rules.Select(rule => KeyValuePair.Create(rule.Key, (JsonNode?)rule.Value.DeepClone()))),
        };
        if (Certificate is { } certificate)
        {
            json["cert"] = certificate.Pem;
            json["key"] = certificate.KeyPem;
        }

        if (Size is { } size)
        {
            json["size"] = size;
        }

        return json;
    }

    private JsonArray Disabled()
    {
        var disabled = new JsonArray();
        if (Certificate is null)
        {
            disabled.Add("STARTTLS");
        }

        if (Methods.Count == 0)
        {
            disabled.Add("AUTH");
        }

        return disabled;
    }

    private MailScript With(string command, JsonObject rule, int? at, int? times)
    {
        if (at is not null)
        {
            rule["at"] = at;
        }

        if (times is not null)
        {
            rule["times"] = times;
        }

        return this with { Rules = Rules.SetItem(command, rule) };
    }
}
