using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Scenarios.Functions.Faults;

/// <summary>One meeting from its event to its message, with faults on the way, and what must hold in the end.</summary>
/// <param name="host">The product.</param>
internal sealed class MeetingLife(FaultyHost host)
{
    private const string Ready = "conversation.keypoints.ready";

    // The longest way round: a lease of two minutes, a spool that is drained each five, and a few sweeps.
    private const int MostMinutes = 15;

    private static readonly TimeSpan BetweenMeetings = TimeSpan.FromSeconds(5);

    /// <summary>Lives it.</summary>
    /// <param name="plan">What goes wrong until the product comes to rest for the first time. From then on nothing does, and the sweeps may heal.</param>
    /// <returns>The requests of the app up to that rest.</returns>
    public async Task<IReadOnlyList<StorageRequest>> LiveAsync(PlannedFaults plan)
    {
        using var product = new Product(host);

        // Slack's pacing is no part of this.
        await product.PassAsync(BetweenMeetings);
        host.Proxy.Traffic.Clear();
        host.Proxy.Plan = plan;
        var conversation = await product.PlayAsync(A.Meeting(), Ready);
        await product.SettleAsync();
        host.Proxy.Plan = null;
        var requests = host.Proxy.Traffic.Exchanges.Select(exchange => exchange.Request).ToList();

        var isAcked = await product.IsTakenAsync(conversation);
        for (var minute = 0; minute < MostMinutes && !await IsAtRestAsync(conversation, isAcked, product.Bound); minute++)
        {
            await product.PassAsync(TimeSpan.FromMinutes(1));
        }

        await CheckAsync(product, conversation, isAcked);
        return requests;
    }

    private async Task<bool> IsAtRestAsync(string conversation, bool isAcked, CancellationToken cancellation)
    {
        var meeting = await ReadAsync(conversation, cancellation);
        return !await IsOpenAsync(meeting.Key, cancellation) && (!isAcked || (meeting.Runs.Count > 0 && meeting.Runs.All(run => run.HasEnded)));
    }

    private async Task CheckAsync(Product product, string conversation, bool isAcked)
    {
        var meeting = await ReadAsync(conversation, product.Bound);
        var messages = await product.MessagesAboutAsync(conversation);
        Assert.False(await IsOpenAsync(meeting.Key, product.Bound), "stuck: it is still in the open-work index");
        if (!isAcked)
        {
            Assert.True(messages.Count <= 1, $"{messages.Count} messages");
            return;
        }

        Assert.True(meeting.Events.Count is 1, $"{meeting.Events.Count} event rows for one event that was answered 200");
        Assert.True(meeting.Runs is [{ State: RunState.Done }], $"runs: {string.Join(", ", meeting.Runs.Select(run => $"{run.State} {run.Reason}"))}");
        Assert.True(
            meeting.Deliveries is [{ State: DeliveryState.Delivered }],
            $"deliveries: {string.Join(", ", meeting.Deliveries.Select(one => one.State))}");
        Assert.True(messages.Count is 1, $"{messages.Count} messages");
    }

    private Task<MeetingSnapshot> ReadAsync(string conversation, CancellationToken cancellation) =>
        new MeetingStore(host.Stored, new SystemChance()).ReadAsync(MeetingKey.For(host.Convo, conversation), cancellation);

    private async Task<bool> IsOpenAsync(MeetingKey meeting, CancellationToken cancellation) =>
        await new OpenWork(host.Stored, new SystemChance()).FindAsync(meeting, cancellation) is not null;
}
