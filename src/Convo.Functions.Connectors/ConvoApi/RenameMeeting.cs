using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Convo.Client;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Gives the meeting another title in Convo, once. What Convo then tells of the change is known as our own and starts nothing.</summary>
internal sealed partial class RenameMeeting(ConvoClients clients, ConversationRows rows, TimeProvider time)
    : MeetingAction<RenameMeeting.Settings>(RenameJson.Default.Settings)
{
    // Convo says no limit; a title is for lists.
    private const int LongestTitle = 200;

    /// <inheritdoc/>
    public override ActionInfo Info { get; } = new(
        "convo.rename",
        1,
        "Change the meeting's title",
        "Gives the meeting another title in Convo, for everybody who sees it there.",
        ConnectionKind.Convo.Name)
    {
        ActsOnMeeting = true,
        ConvoCalls = 2,

        // A title made of the title would grow with each look.
        KeepsFirst = true,
    };

    /// <inheritdoc/>
    protected override Settings SampleSettings { get; } = new("{{calendar.title ?? meeting.title}} ({{meeting.start | date: 'd MMM'}})");

    /// <summary>What an author fills in.</summary>
    /// <param name="Title">The new title.</param>
    public sealed record Settings(
        [property: Description("The new title, on one line. Where it would be empty, or is the title already, nothing is done."), MaxLength(1_000), Template]
        string Title);

    /// <inheritdoc/>
    protected override Artefact Render(Settings settings, RenderScope scope)
    {
        var rendered = Template.Parse(settings.Title).Template!.Render(scope, PlainText.Destination);
        var document = MeetingDocument.Of(scope.Facts);
        var title = CleanText.Shorten(CleanText.OnOneLine(rendered.Text), LongestTitle);
        return new("the title in Convo", (document with { Title = title }).Write(), $"New title: {title}\nInstead of: {document.Name}", rendered.Classes)
        {
            Audience = Audience.Shared,
            Echo = EchoOf(title),
            NothingToDo = title.Length == 0 ? "the new title would be empty" : title == document.Was ? "the meeting has this title already" : null,
        };
    }

    /// <inheritdoc/>
    protected override async Task<Outcome> ActAsync(MeetingDocument document, ActionContext context, CancellationToken cancellation) =>
        clients.Open(context.Connection, context.Secrets, CallUse.Gathering) switch
        {
            ({ } client, _) => await RenameAsync(client, document, context, cancellation),
            (_, { } trouble) => new Outcome.Refused(trouble.Reason, trouble.Advice),
            _ => throw new InvalidOperationException("access is given or refused"),
        };

    /// <inheritdoc/>
    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Withdrawn());

    private static Occasion EchoOf(string title) => new(OccasionKind.Updated, EventHash.OfTitle(title));

    // Asked first, for somebody may have given it a title of their own since it was decided; after a crash that is also the look for what we did.
    private async Task<Outcome> RenameAsync(ConvoClient client, MeetingDocument document, ActionContext context, CancellationToken cancellation)
    {
        var changes = false;

        try
        {
            if (await rows.FindAsync(client, context.Connection, document.Conversation, cancellation) is { Title: { Length: > 0 } now })
            {
                if (now == document.Title)
                {
                    return Renamed(now);
                }

                if (document.Was is { } was && now != was)
                {
                    return new Outcome.Refused(
                        "somebody gave the meeting another title meanwhile, and that one stands", "If the recipe's title should stand, run it again.");
                }
            }

            changes = true;
            var stored = (await client.RenameConversationAsync(document.Conversation, document.Title!, cancellation)).Value.Title;
            rows.Forget(context.Connection, document.Conversation);
            return Renamed(stored.Length > 0 ? stored : document.Title!);
        }
        catch (ConvoApiException failure)
        {
            rows.Forget(context.Connection, document.Conversation);
            return ConvoOutcome.Of(failure, clients.WordsOf(context.Connection, failure), time.GetUtcNow(), changes);
        }
    }

    private static Outcome.Delivered Renamed(string title) => new("renamed") { Echo = EchoOf(title) };

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class RenameJson : JsonSerializerContext;
}
