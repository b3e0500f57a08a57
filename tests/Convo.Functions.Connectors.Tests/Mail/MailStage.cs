using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Connectors.Mail;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Connectors.Tests.Mail;

/// <summary>The action against a real mail server of its own.</summary>
internal sealed class MailStage : IAsyncDisposable
{
    public const string Delivery = "sandbox-0123456789abcdef|follow-up|summary.0|mail|0";
    public const string From = "meetings@example.com";
    public static readonly DateTimeOffset Noon = new(2026, 5, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly OutgoingMail outgoing;
    private readonly bool isSecure;

    private MailStage(TestMailServer server, MailScript script, OutgoingMail outgoing)
    {
        (Server, this.outgoing, isSecure) = (server, outgoing, script.Certificate is not null);
        Action = new SendMail(new MailAccess(outgoing), outgoing);
    }

    public TestMailServer Server { get; }

    public SendMail Action { get; }

    public MailConnectionTest Test => new(new MailAccess(outgoing), outgoing);

    public static async Task<MailStage> StartAsync(MailScript? script = null, TestCertificate? trusted = null, TimeSpan? limit = null)
    {
        var way = new OutgoingMail(LoopbackRule.Allowed, null, trusted is null ? null : [trusted.Authority]) { Limit = limit ?? TimeSpan.FromSeconds(45) };
        script ??= new MailScript();
        return new(await TestMailServer.StartAsync(script), script, way);
    }

    /// <summary>The action with a network of its own: names lead where a test says.</summary>
    public static SendMail ActionWith(LoopbackRule loopback, params string[] addresses)
    {
        var way = new OutgoingMail(loopback, (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]));
        return new SendMail(new MailAccess(way), way);
    }

    public static Artefact Render(SendMail.Settings settings, FactSet? facts = null)
    {
        var action = ActionWith(LoopbackRule.Forbidden);
        var json = Json(settings);
        Assert.Empty(action.Check(json, "settings"));
        return action.Render(json, new RenderScope(facts ?? FactCatalogue.SampleFacts(), TimeZoneInfo.Utc));
    }

    public static IReadOnlyList<Problem> Check(SendMail.Settings settings) => ActionWith(LoopbackRule.Forbidden).Check(Json(settings), "settings");

    public static SendMail.Settings Plain(string body = "Hello.", string subject = "A subject", params string[] to) =>
        new(to.Length > 0 ? to : ["anna@example.com"], subject, body);

    /// <summary>Who was invited, as the calendar's facts have it.</summary>
    public static FactSet Invited(params (string? Name, string Address, string Side)[] people) => new(Group(("calendar", Group(("attendees",
        new FactValue.List([.. people.Select(one => Group(
            [.. one.Name is null ? [] : new[] { ("name", (FactValue)new FactValue.Text(one.Name)) }, ("email", new FactValue.Text(one.Address)),
            ("side", new FactValue.Text(one.Side))]))]))))));

    public ActionContext Context(string content = "hash-1", string? receipt = null, string host = "localhost", string delivery = Delivery) => new(
        Connection(host, Server.Port, isSecure ? "starttls" : "none-loopback"),
        new Dictionary<string, string> { ["user"] = MailScript.User, ["password"] = MailScript.Password },
        delivery,
        content,
        receipt,
        Noon);

    public static Connection Connection(string host, int port, string security) => new("mail", "mail", new Dictionary<string, string>
    {
        ["host"] = host,
        ["port"] = $"{port}",
        ["from"] = From,
        ["fromName"] = "Meetings of Acme",
        ["security"] = security,
    }, 1);

    public Task<Outcome> DeliverAsync(Artefact artefact, ActionContext? context = null) =>
        Action.DeliverAsync(artefact, context ?? Context(), CancellationToken.None);

    /// <summary>Sends it and gives the one mail that came.</summary>
    public async Task<ReceivedMail> SentAsync(Artefact artefact)
    {
        Assert.IsType<Outcome.Delivered>(await DeliverAsync(artefact));
        return Assert.Single(await Server.MailsAsync());
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static JsonElement Json(SendMail.Settings settings) => JsonSerializer.SerializeToElement(settings, Written);

    private static FactValue.Group Group(params (string Name, FactValue Value)[] members) =>
        new(members.ToDictionary(member => member.Name, member => member.Value));
}
