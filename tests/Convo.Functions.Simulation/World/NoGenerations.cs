using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Planning;

namespace Convo.Functions.Simulation.World;

/// <summary>Convo without anything to generate or to make public: no simulated recipe may do either, so being asked for one is a find.</summary>
internal sealed class NoGenerations : IGenerations, IShareLinks
{
    public Task<Generated> GenerateAsync(Connection connection, string conversationId, Generation what, CancellationToken cancellation) =>
        throw new InvalidOperationException("A credit was to be spent that no recipe allows.");

    public Task<ShareAnswer> ShareAsync(Connection connection, string conversationId, CancellationToken cancellation) =>
        throw new InvalidOperationException("A meeting was to be made public, and no recipe says that it may be.");
}
