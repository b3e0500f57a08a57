using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Convo.Functions.Connectors.Mail.Smtp;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.Mail;

/// <summary>
/// Sends one mail: to people on the invitation of the matched calendar event, or to addresses that a person typed. A mail that is out stays as it is.
/// </summary>
internal sealed partial class SendMail(MailAccess access, OutgoingMail outgoing) : RecipeAction<SendMail.Settings>(SendMailJson.Default.Settings)
{
    private const int LongestSubject = 200;

    /// <inheritdoc/>
    public override ActionInfo Info { get; } = new(
        "mail.send",
        1,
        "Send an e-mail",
        "Sends one e-mail to people who were invited to the meeting, or to addresses that you type.",
        ConnectionKind.Mail.Name)
    {
        ApprovalFirst = true,
        KeepsFirst = true,
    };

    /// <inheritdoc/>
    protected override Settings SampleSettings { get; } = new(
        ["team@example.com"],
        "Follow-up: {{meeting.title}}",
        "Hello,\n\nthank you for the meeting on {{meeting.start | date: 'ddd d MMM'}}. What we agreed on:\n\n"
        + "{{#each actionItems}}- {{item.text}}{{#if item.owner}} ({{item.owner}}){{/if}}\n{{/each}}");

    /// <summary>What an author fills in.</summary>
    /// <param name="To">Who gets it.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="Body">What it says.</param>
    /// <param name="Cc">Who gets a copy.</param>
    public sealed record Settings(
        [property: Description("Who gets it: outside, inside or all of those who were invited; or addresses, such as anna@example.com."),
            MaxLength(Recipients.Most)] IReadOnlyList<string> To,
        [property: Description("The subject, on one line."), MaxLength(1_000), Template] string Subject,
        [property: Description("The text. Write it plainly: paragraphs and addresses with https:// also show in the HTML part."), MaxLength(40_000),
            Template] string Body,
        [property: Description("Who gets a copy: the same words, or addresses. Everybody sees who else got it."), MaxLength(Recipients.Most)]
        IReadOnlyList<string>? Cc = null);

    /// <inheritdoc/>
    public override async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        if (context.Receipt is { } sent)
        {
            // A mail can't be edited: the first one stands.
            return new Outcome.Delivered(sent);
        }

        var document = MailDocument.Read(artefact.Body);

        if (document.Unsendable is { } wrong)
        {
            return new Outcome.Refused(wrong.Reason, wrong.Advice);
        }

        return access.Open(context.Connection, context.Secrets) switch
        {
            ({ } server, _) => await SendAsync(document, server, context, cancellation),
            (_, { } trouble) => new Outcome.Refused(trouble.Reason, trouble.Advice),
            _ => throw new InvalidOperationException("access is given or refused"),
        };
    }

    /// <inheritdoc/>
    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Stands($"mail to {destination}", "", "Ask those who got it to delete it."));

    /// <inheritdoc/>
    public override ActionPreview Show(Artefact artefact) => MailDocument.Read(artefact.Body).Show();

    /// <inheritdoc/>
    protected override IEnumerable<string> NeedsMore(Settings settings)
    {
        var all = settings.To.Concat(settings.Cc ?? []).ToList();
        var (invited, typed) = (all.Any(Recipients.IsRule), !all.All(Recipients.IsRule));
        return [.. invited ? new[] { Recipients.Attendees, Firewall.MatchedFact } : [], .. typed ? new[] { Recipients.Owner } : []];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> CheckMore(Settings settings, string path)
    {
        if (settings.To.Count == 0)
        {
            yield return new($"{path}.to", "There is nobody here.", $"Write one of {string.Join(", ", Recipients.Rules)}, or an address.");
        }

        foreach (var (name, list) in new[] { ("to", settings.To), ("cc", settings.Cc ?? []) })
        {
            foreach (var (index, entry) in list.Index())
            {
                if (!Recipients.IsRule(entry) && !MailAddressRules.IsOne(entry))
                {
                    yield return new($"{path}.{name}[{index}]", "This is neither a word for those who were invited nor one mail address.",
                        $"Write one of {string.Join(", ", Recipients.Rules)}; or one address in plain letters, such as anna@example.com. "
                        + "Facts can't stand here.");
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override Artefact Render(Settings settings, RenderScope scope)
    {
        var to = Recipients.Choose(settings.To, scope.Facts, []);
        var cc = Recipients.Choose(settings.Cc ?? [], scope.Facts, to.All);
        var subject = Template.Parse(settings.Subject).Template!.Render(scope, PlainText.Destination);
        var body = Template.Parse(settings.Body).Template!.Render(scope, PlainText.Destination);
        var text = CleanText.Of(body.Text).Trim() + (body.Cut ? "\n\n[Shortened: there was more than fits into a mail.]" : "");
        var document = new MailDocument(
            to.All, cc.All, CleanText.Shorten(CleanText.OnOneLine(subject.Text), LongestSubject), text, MailHtml.Of(text))
        {
            LeftOut = to.LeftOut + cc.LeftOut,
            Unsendable = Wrong(settings, scope.Facts, to.All.Count, cc.All.Count, text),
        };

        // Who got it sees who else did.
        IEnumerable<PrivacyClass> ofRecipients = to.All.Concat(cc.All).Any(one => one.Name is not null || one.Side is not Side.Unknown)
            ? [PrivacyClass.People]
            : [];
        return new(Destination(settings, to, cc), document.Write(), document.Preview(), subject.Classes.Union(body.Classes).Union(ofRecipients).ToHashSet())
        {
            Audience = AudienceOf([.. to.All, .. cc.All]),
        };
    }

    // Who can't be told to be inside is outside.
    private static Audience AudienceOf(IReadOnlyList<Recipient> all) => all.Any(one => one.Side is not Side.Inside) ? Audience.Outside
        : all.Count == 1 ? Audience.Person
        : Audience.Shared;

    private static Unsendable? Wrong(Settings settings, FactSet facts, int to, int cc, string text)
    {
        if (to == 0)
        {
            return Recipients.AreKnown(facts)
                ? new($"nobody who was invited fits '{string.Join(", ", settings.To)}'",
                    "Choose another word in the recipe or type addresses, then run it again.")
                : new("it is not known who was invited: the meeting matched no event of the calendar",
                    "Look at the meeting why none matched; or type addresses into the recipe, then run it again.");
        }

        if (to + cc > Recipients.Most)
        {
            return new($"there are more than {Recipients.Most} recipients", "Choose fewer: one mail goes to a group, not to a list.");
        }

        return text.Length == 0 ? new("the mail would say nothing", "Look at the meeting whether its facts are there, then run it again.") : null;
    }

    // Kept in the history, which holds no one's address but those in the recipe itself.
    private static string Destination(Settings settings, Recipients to, Recipients cc)
    {
        var typed = settings.To.Concat(settings.Cc ?? []).Where(entry => !Recipients.IsRule(entry)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var invited = to.All.Concat(cc.All).Count(one => !typed.Contains(one.Address, StringComparer.OrdinalIgnoreCase));
        var rules = settings.To.Concat(settings.Cc ?? []).Where(Recipients.IsRule).Distinct().ToList();
        string[] known = rules.Count > 0
            ? [string.Create(CultureInfo.InvariantCulture, $"{invited} of those invited ({string.Join(", ", rules)})")]
            : [];
        return string.Join(", ", [.. known, .. typed.Take(3), .. typed.Count > 3 ? [$"{typed.Count - 3} more"] : Array.Empty<string>()]);
    }

    private async Task<Outcome> SendAsync(MailDocument document, MailServer server, ActionContext context, CancellationToken cancellation)
    {
        var id = MimeMail.IdOf(context.DeliveryId, context.ContentHash, server.From);
        var mail = MimeMail.Write(document, server, id, context.FirstAttempt);
        string[] recipients = [.. document.To.Concat(document.Cc).Select(one => one.Address)];
        await using var session = new SmtpSession(outgoing, server, cancellation);

        return await session.GuardAsync(async stop =>
            await session.ConnectAsync(stop) ?? await session.SignInAsync(stop) ?? await session.HandInAsync(recipients, mail, stop)) switch
        {
            null => new Outcome.Delivered($"<{id}>"),
            { Effect: MailEffect.NotNow } later => new Outcome.TryAgain(later.Reason),
            { Effect: MailEffect.Refused } no => new Outcome.Refused(no.Reason, no.Advice),
            var unclear => new Outcome.Uncertain(unclear.Reason, unclear.Advice),
        };
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class SendMailJson : JsonSerializerContext;
}
