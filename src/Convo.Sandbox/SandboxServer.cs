using System.Net;
using Convo.Sandbox.Clock;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Mail;
using Convo.Sandbox.Slack;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Convo.Sandbox;

/// <summary>
/// A running sandbox: Convo's API at <c>/api/v1</c>, Slack's at <c>/slack/api</c>, the control API at <c>/control</c>, a page at <c>/</c>, and a mailbox at
/// a port of its own, all in memory and on 127.0.0.1 alone.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    /// <summary>The API key of the Professional account, into which meetings are played.</summary>
    public const string ConvoApiKey = ConvoAccounts.ProfessionalKey;

    /// <summary>The API key of the Starter account: 100 calls an hour, no webhooks.</summary>
    public const string ConvoStarterKey = ConvoAccounts.StarterKey;

    /// <summary>The API key of the Enterprise account: somebody else's, no limit of credits and webhooks.</summary>
    public const string ConvoEnterpriseKey = ConvoAccounts.EnterpriseKey;

    /// <summary>The bot token with every scope that the simulated methods know.</summary>
    public const string SlackBotToken = SlackToken.Full;

    /// <summary>The secret that presses of buttons in Slack are signed with.</summary>
    public const string SlackSigningSecret = SlackInteractivity.SigningSecret;

    /// <summary>The user that the mailbox knows.</summary>
    public const string MailUser = SmtpSignIn.User;

    /// <summary>The password of <see cref="MailUser"/>.</summary>
    public const string MailPassword = SmtpSignIn.Password;

    private const long LargestBody = 8 * 1024 * 1024;
    private readonly WebApplication app;
    private readonly SandboxWorld world;

    private SandboxServer(WebApplication app, SandboxWorld world)
    {
        this.app = app;
        this.world = world;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new Uri(addresses.First());
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:7072/</c>; Convo's paths begin with <c>/api/v1</c>.</summary>
    public Uri Address { get; }

    /// <summary>Slack's Web API: the address that method names are appended to, for example <c>http://127.0.0.1:7072/slack/api/</c>.</summary>
    public Uri SlackAddress => new(Address, "slack/api/");

    /// <summary>Where presses of buttons in Slack are sent, such as <c>http://127.0.0.1:7071/hooks/slack/slack</c>; null for nowhere.</summary>
    public Uri? SlackInteractivityAddress
    {
        get => world.Interactivity;
        set => world.Interactivity = value;
    }

    /// <summary>The port on 127.0.0.1 where mail is handed in, by SMTP and without encryption.</summary>
    public int MailPort => world.MailPort;

    /// <summary>The clock that <c>POST /control/clock</c> moves.</summary>
    public SandboxClock Clock => world.Clock;

    /// <summary>The seed of this sandbox's ids, to repeat a run.</summary>
    public ulong Seed => world.Seed;

    /// <summary>Starts a sandbox.</summary>
    /// <param name="options">Port, clock and seed.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The running sandbox; dispose it to stop it.</returns>
    /// <exception cref="IOException">The port is in use; a <see cref="MailPortInUseException"/> where it is that of the mailbox.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);

        // The empty builder reads no settings and no environment: embedded, those are the other program's.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Convo.Sandbox" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        var content = new SandboxWorld(options);
        var host = builder.Build();
        content.Map(host);
        try
        {
            await host.StartAsync(cancellationToken);
            content.OpenMailbox(options);
        }
        catch
        {
            await host.DisposeAsync();
            await content.DisposeAsync();
            throw;
        }

        return new(host, content);
    }

    /// <summary>Stops at once: calls that hang are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        // A hanging call would hold an orderly stop back until its time-out.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
        await world.DisposeAsync();
    }
}
