using System.Globalization;
using Convo.Client;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Has Convo give the account's owner feedback on a meeting that has none, for a credit of the recipe's month.</summary>
internal sealed class GenerateFeedback(ConvoClients clients, TimeProvider time) : GeneratingAction(clients, time)
{
    private const string SegmentsFact = "meeting.segments";

    /// <inheritdoc/>
    public override ActionInfo Info { get; } = new(
        "convo.generate-feedback",
        1,
        "Have Convo give feedback",
        "Has Convo give the account's owner feedback on how they communicated, where it has not. Costs an AI credit.",
        ConnectionKind.Convo.Name)
    {
        ActsOnMeeting = true,
        ConvoCalls = 2,
        CostsCredit = true,
        KeepsFirst = true,
    };

    /// <inheritdoc/>
    protected override Generation What { get; } = new Generation.Feedback();

    /// <inheritdoc/>
    protected override string Words => "feedback";

    /// <inheritdoc/>
    protected override IEnumerable<string> NeedsMore(Settings settings) => [.. base.NeedsMore(settings), SegmentsFact];

    /// <inheritdoc/>
    protected override string? NothingToDo(FactSet facts) =>
        facts.Find(SegmentsFact) is FactValue.Number { Value: var segments and < Generation.Feedback.FewestSegments }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"feedback needs a transcript of at least {Generation.Feedback.FewestSegments} passages, and this meeting has {segments:0}")
            : null;

    /// <inheritdoc/>
    protected override Task ReadAsync(ConvoClient client, string id, CancellationToken cancellation) => client.GetFeedbackAsync(id, cancellation);
}
