using System.Text.Json.Serialization.Metadata;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>What the actions share that act on the meeting itself, at Convo: what they have done stays done, and they need a meeting to ask for.</summary>
/// <typeparam name="TSettings">What an author fills in.</typeparam>
/// <param name="type">Of the action's own source-generated context.</param>
internal abstract class MeetingAction<TSettings>(JsonTypeInfo<TSettings> type) : RecipeAction<TSettings>(type)
    where TSettings : class
{
    /// <inheritdoc/>
    public override async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        if (context.Receipt is { } done)
        {
            return new Outcome.Delivered(done);
        }

        var document = MeetingDocument.Read(artefact.Body);
        return document.IsUsable ? await ActAsync(document, context, cancellation) : ConvoOutcome.NoMeeting;
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> NeedsMore(TSettings settings) => [MeetingDocument.IdFact, MeetingDocument.TitleFact];

    /// <summary>Does it for the first time, or after an attempt of which nobody knows.</summary>
    protected abstract Task<Outcome> ActAsync(MeetingDocument document, ActionContext context, CancellationToken cancellation);
}
