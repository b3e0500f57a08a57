using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>Convo's list as a product without a poll knows it: empty. A campaign on such a product has to fail.</summary>
internal sealed class DeafList : IConversationList
{
    public Task<PollAnswer<ListPage>> PageAsync(
        Connection connection, DateTimeOffset since, int offset, CallGrant grant, CancellationToken cancellation) =>
        Task.FromResult<PollAnswer<ListPage>>(new PollAnswer<ListPage>.Here(new ListPage([], Next: null)));

    public Task<PollAnswer<DateTimeOffset?>> KeyPointsAsync(
        Connection connection, string conversationId, CallGrant grant, CancellationToken cancellation) =>
        Task.FromResult<PollAnswer<DateTimeOffset?>>(new PollAnswer<DateTimeOffset?>.Here(null));
}
