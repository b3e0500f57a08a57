using Convo.Client;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>Has Convo make the key points of a meeting that has none, for a credit of the recipe's month.</summary>
internal sealed class GenerateKeyPoints(ConvoClients clients, TimeProvider time) : GeneratingAction(clients, time)
{
    /// <inheritdoc/>
    public override ActionInfo Info { get; } = new(
        "convo.generate-key-points",
        1,
        "Have Convo make key points",
        "Has Convo make summary, decisions and action items where it has not made them by itself. Costs an AI credit.",
        ConnectionKind.Convo.Name)
    {
        ActsOnMeeting = true,
        ConvoCalls = 2,
        CostsCredit = true,
        KeepsFirst = true,
    };

    /// <inheritdoc/>
    protected override Generation What { get; } = new Generation.KeyPoints();

    /// <inheritdoc/>
    protected override string Words => "key points";

    /// <inheritdoc/>
    protected override Task ReadAsync(ConvoClient client, string id, CancellationToken cancellation) => client.GetKeypointsAsync(id, cancellation);
}
