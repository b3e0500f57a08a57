using Convo.Functions.Scenarios.Driving;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Functions.Cost;

/// <summary>
/// What a meeting costs at storage: its three ready events, and one recipe with two actions. Counted on the wire, the app's requests and the host's apart.
/// </summary>
/// <remarks>
/// Each event is followed to its end before the next one comes, so that the count is the same on every run; the figures are those of an app that has
/// been running for a while, after a first meeting that filled its caches.
/// </remarks>
public sealed class MeetingCostTests(CountedHost host, ITestOutputHelper output) : Scenario(host), IClassFixture<CountedHost>
{
    /// <summary>
    /// The app's transactions for one meeting. A change that raises them by more than a tenth fails here. Where it is worth it, put the new number here,
    /// and into the table of the README beside this file, in the same commit, and say there what is bought with it; a change that lowers them does too.
    /// </summary>
    private const int TransactionsOfAMeeting = 79;

    [Fact]
    public async Task A_meeting_costs_at_most_a_tenth_more_transactions_than_is_written_here()
    {
        await LiveAsync();
        host.Clear();

        var conversation = await LiveAsync();

        var (ours, theHosts) = (host.Ours.Exchanges, host.TheHosts.Exchanges);
        CountedHost.Print(output, "ours", ours);
        CountedHost.Print(output, "the host's", theHosts);
        foreach (var channel in CountedHost.Channels)
        {
            Assert.Single(await Product.MessagesAboutAsync(conversation, channel));
        }

        Assert.InRange(ours.Count, TransactionsOfAMeeting * 0.9, TransactionsOfAMeeting * 1.1);
    }

    private async Task<string> LiveAsync()
    {
        var conversation = await Product.PlayAsync(A.Meeting(), KeyPointsReady);
        await Product.SettleAsync();
        foreach (var name in new[] { SummaryReady, ActionItemsReady })
        {
            await Product.FireAsync(conversation, name);
            await Product.SettleAsync();
        }

        return conversation;
    }
}
