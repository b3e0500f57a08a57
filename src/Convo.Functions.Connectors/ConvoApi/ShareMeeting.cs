using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Planning;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Makes the meeting public under a link. The link itself is told by Convo's own event, which is content; the history holds none.</summary>
internal sealed partial class ShareMeeting(IShareLinks links) : MeetingAction<ShareMeeting.Settings>(ShareJson.Default.Settings)
{
    /// <inheritdoc/>
    public override ActionInfo Info { get; } = new(
        "convo.share",
        1,
        "Make the meeting public",
        "Makes a public link in Convo: whoever has it reads the whole meeting, and nothing takes it back.",
        ConnectionKind.Convo.Name)
    {
        ActsOnMeeting = true,
        ConvoCalls = 1,
        KeepsFirst = true,
        MakesPublic = true,
    };

    /// <inheritdoc/>
    protected override Settings SampleSettings { get; } = new();

    /// <summary>There is nothing to fill in.</summary>
    public sealed record Settings;

    /// <inheritdoc/>
    protected override Artefact Render(Settings settings, RenderScope scope)
    {
        var document = MeetingDocument.Of(scope.Facts);

        // The whole meeting leaves, whatever is written here.
        HashSet<PrivacyClass> all = [PrivacyClass.Schedule, PrivacyClass.Content, PrivacyClass.Verbatim, PrivacyClass.People];
        return new(
            "anybody who has the link", document.Write(), $"Makes {document.Name} public: whoever has the link reads the whole meeting, for good.", all)
        {
            Audience = Audience.Public,
        };
    }

    /// <inheritdoc/>
    protected override async Task<Outcome> ActAsync(MeetingDocument document, ActionContext context, CancellationToken cancellation) =>
        await links.ShareAsync(context.Connection, document.Conversation, cancellation) switch
        {
            ShareAnswer.Link => new Outcome.Delivered("shared"),

            // Making it public once more changes nothing, so it is simply tried again.
            ShareAnswer.Later { MayBePublic: true } lost => new Outcome.Uncertain(lost.Reason),
            ShareAnswer.Later later => new Outcome.TryAgain(later.Reason, later.Until) { WasAttempt = false },
            ShareAnswer.Denied denied => new Outcome.Refused(denied.Reason, denied.Advice),
            _ => throw new InvalidOperationException("a link is made, later or denied"),
        };

    /// <inheritdoc/>
    public override Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Stands(
            "the public link of the meeting",
            "Convo's API has no call that takes a link back.",
            "Open the link; if it still shows the meeting, ask Convo's support."));

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class ShareJson : JsonSerializerContext;
}
