using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;

namespace Convo.Functions.Simulation.World;

/// <summary>Convo without drafts: no simulated recipe may spend a credit, so being asked for one is a find.</summary>
internal sealed class NoDrafts : IEmailDrafts
{
    public Task<DraftAnswer> DraftAsync(Connection connection, string conversationId, CancellationToken cancellation) =>
        throw new InvalidOperationException("A credit was to be spent that no recipe allows.");
}
