using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Convo.Functions.Core;
using Convo.Functions.Core.Webhooks;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Web;

/// <summary>What the HTTP surface needs to know from its head.</summary>
public sealed record WebOptions
{
    private const int ShortestToken = 16;

    // With the commit's hash behind it, where the build knew it.
    private static readonly string ProgramVersion =
        typeof(WebOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Where keys and the spool lie; made with access for its owner alone.</summary>
    [Required(ErrorMessage = "The data folder is missing. Give it with --data, for example: --data ./data")]
    public string? DataFolder { get; init; }

    /// <summary>Where the app is reached from outside, for Convo's deliveries; null where it isn't: then meetings are found by polling.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Where the app is reached on this machine: connections on this machine, such as the sandbox, deliver there.</summary>
    public Uri? LocalAddress { get; init; }

    /// <summary>Whether connections may point to addresses on this machine, without TLS: for tests.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>The admin token for scripts (CONVO_ADMIN_TOKEN); null for none.</summary>
    public string? AdminToken { get; init; }

    /// <summary>How large the spool may grow, in bytes; 0 for none, where the disk goes with the machine.</summary>
    [Range(0, 16L * 1024 * 1024 * 1024)]
    public long SpoolBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Whether what lies in the data folder outlives this process; false where the disk goes with the instance, which health then says.</summary>
    public bool SpoolIsDurable { get; init; } = true;

    /// <summary>
    /// Whether the keys that sessions are sealed with lie in the head's <see cref="Core.Ports.ISecrets"/>, so that sessions outlive an instance; false
    /// for the data folder. The head's secrets must not stand on these keys then.
    /// </summary>
    public bool KeysInSecrets { get; init; }

    /// <summary>
    /// Whether no other process shares the data folder. The keys in it are read when they are first needed then; several processes read them as they start,
    /// or each would make one that the others don't know.
    /// </summary>
    public bool IsAlone { get; init; }

    /// <summary>After how many days the secret of a webhook is replaced; 0 for never.</summary>
    [Range(0, 3650, ErrorMessage = "The days after which a webhook's secret is replaced must be from 0 (never) to 3650.")]
    public int RotateDays { get; init; } = 90;

    /// <summary>Names a deployment of the app: after each new one the webhooks are tested. Null for the version of the program.</summary>
    public string? Deployment { get; init; }

    /// <summary>Whether a server in front of us may send a request for the second time, under the same id: such a change is refused.</summary>
    public bool RefusesRepeats { get; init; }

    /// <summary>
    /// Whether Azure's platform authentication stands before the app. Only then its headers about who is calling are believed: otherwise anybody can
    /// send them.
    /// </summary>
    public bool PlatformSignIn { get; init; }

    /// <summary>Whether cookies are for https alone, whatever a server in front of us says of the request. Where it is not, they follow the request.</summary>
    public bool SecureCookies { get; init; }

    /// <summary>What the guardian of the webhooks works with.</summary>
    internal WebhookRules Webhooks => new(Deployment ?? ProgramVersion, RotateDays is 0 ? null : TimeSpan.FromDays(RotateDays));

    /// <summary>The limits of the server.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>Checks all settings.</summary>
    /// <exception cref="OptionsValidationException">What is missing or wrong, each with an example: meant to stop the start.</exception>
    public void Validate()
    {
        var problems = OptionRules.Broken(this, Limits);

        if (AdminToken is { } token && (token.Length < ShortestToken || !token.All(c => c is > ' ' and < '\x7f')))
        {
            problems.Add(
                $"CONVO_ADMIN_TOKEN is too weak: it needs at least {ShortestToken} characters, without spaces. "
                + "Make one with `openssl rand -hex 32`, or leave it out and use the sign-in link.");
        }

        if (PublicAddress is { } address && (!address.IsAbsoluteUri || address.Scheme is not "https" || address.UserInfo.Length > 0))
        {
            problems.Add(
                "The public address must be an https address, because Convo delivers to no other, for example: --public-address https://hooks.example.com");
        }

        if (problems.Count > 0)
        {
            throw new OptionsValidationException(nameof(WebOptions), typeof(WebOptions), problems);
        }
    }
}
