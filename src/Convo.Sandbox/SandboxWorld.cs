using Convo.Sandbox.Chance;
using Convo.Sandbox.Clock;
using Convo.Sandbox.Control;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Faults;
using Convo.Sandbox.Mail;
using Convo.Sandbox.Meetings;
using Convo.Sandbox.Page;
using Convo.Sandbox.Slack;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox;

/// <summary>Everything a sandbox consists of, put together, and the routes to it.</summary>
internal sealed partial class SandboxWorld : IAsyncDisposable
{
    private readonly FaultBook faults = new();
    private readonly DeliveryLog deliveries = new();
    private readonly SeededChance chance;
    private readonly ConvoAccounts accounts;
    private readonly WebhookSender sender;
    private readonly Stage stage;
    private readonly SlackWorkspace slack;
    private readonly SlackInteractivity interactivity;
    private readonly Mailbox mailbox;
    private readonly Func<CancellationToken, Task<bool>>? mayMoveClock;
    private readonly ILogger? log;
    private SmtpListener? mail;

    public SandboxWorld(SandboxOptions options)
    {
        Clock = options.Clock ?? new SandboxClock();
        Seed = options.Seed ?? (ulong)Clock.GetUtcNow().Ticks;
        chance = new SeededChance(Seed);
        accounts = new(Clock, chance);
        sender = new(Clock, faults, deliveries);
        stage = new(accounts, sender, chance, Clock);
        slack = new(Clock, options.SlackPacing);
        interactivity = new(slack, Clock);
        mailbox = new(Clock);
        mayMoveClock = options.MayMoveClock;
        log = options.Loggers?.CreateLogger("Convo.Sandbox");
    }

    public SandboxClock Clock { get; }

    public ulong Seed { get; }

    /// <summary>Where presses of buttons are sent; null for nowhere.</summary>
    public Uri? Interactivity
    {
        get => interactivity.Address;
        set => interactivity.Address = value;
    }

    /// <summary>Where mail is handed in; 0 before the mailbox is open.</summary>
    public int MailPort => mail?.Port ?? 0;

    /// <summary>Begins to take mail.</summary>
    /// <param name="options">The port that was chosen for it, and else the sandbox's own.</param>
    /// <exception cref="MailPortInUseException">Another program has the port that was chosen.</exception>
    public void OpenMailbox(SandboxOptions options) => mail = SmtpListener.Start(
        options.MailPort,
        options.Port,
        (channel, stop) => new SmtpSession(channel, mailbox, faults, Clock, stop).RunAsync(),
        Clock,
        log);

    public void Map(WebApplication app)
    {
        app.Use(CatchAsync);
        var faulty = new FaultyCalls(faults, Clock);
        app.Use(next => context => faulty.PassAsync(context, next));
        app.UseWhen(context => IsUnder(context, "/control"), branch => branch.Use(next => context => LocalOnly.PassAsync(context, next)));
        var gate = new ConvoGate(accounts);
        app.UseWhen(context => IsUnder(context, "/api/v1"), branch => branch.Use(next => context => gate.PassAsync(context, next)));

        var convo = app.MapGroup("/api/v1");
        new ConversationEndpoints(faults).Map(convo);
        CalendarEndpoints.Map(convo);
        new KeypointsEndpoints(stage, Clock).Map(convo);
        new FeedbackEndpoints(stage).Map(convo);
        QueryEndpoint.Map(convo);
        new ChangeEndpoints(stage).Map(convo);
        new EmailEndpoint(Clock).Map(convo);
        new WebhookEndpoints(sender).Map(convo);

        var methods = new SlackMethods(slack);
        app.MapMethods("/slack/api/{method}", [HttpMethods.Get, HttpMethods.Post], methods.CallAsync);

        var control = app.MapGroup("/control");
        var scenarios = new ScenarioShelf();
        new MeetingControl(stage, scenarios).Map(control);
        new LaterControl(stage).Map(control);
        new HistoryControl(stage, Clock).Map(control);
        new CalendarControl(accounts, scenarios, chance, Clock).Map(control);
        new DeliveryControl(deliveries).Map(control);
        new AccountControl(accounts).Map(control);
        new WebhookControl(accounts).Map(control);
        new FaultControl(faults).Map(control);
        new ClockControl(Clock, mayMoveClock).Map(control);
        new SlackControl(slack).Map(control);
        new PressControl(interactivity).Map(control, app);
        new MailControl(mailbox, () => MailPort).Map(control);
        PageFiles.Map(app);
    }

    // As routes are matched: a guard that minds the case could be walked around.
    private static bool IsUnder(HttpContext context, string prefix) =>
        context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        interactivity.Dispose();
        if (mail is not null)
        {
            await mail.DisposeAsync();
        }

        await sender.DisposeAsync();
    }

    private async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            if (log is not null)
            {
                Log.CallFailed(log, context.Request.Path, e);
            }

            context.Response.Clear();
            await ConvoAnswer.RefuseAsync(context, ConvoError.Internal());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The sandbox failed at {Path}; this is a fault of the sandbox itself")]
        public static partial void CallFailed(ILogger logger, string path, Exception exception);
    }
}
