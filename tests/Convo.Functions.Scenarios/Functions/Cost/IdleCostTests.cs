using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Tests.Shared;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Functions.Cost;

/// <summary>What an app costs at storage that has nothing to do: ten minutes of it, on a clock of their own.</summary>
public sealed class IdleCostTests(CountedHost host, ITestOutputHelper output) : Scenario(host), IClassFixture<CountedHost>
{
    private const int Minutes = 10;
    private const int Queues = 2;
    private const int OpenRanges = 4;

    /// <summary>The app's transactions in ten minutes; who raises them by a change knows what it costs all day, and writes it here and in the README.</summary>
    private const int TransactionsOfTheApp = 105;

    private static readonly TimeSpan SweepsEvery = FunctionTable.Sweep.Trigger is FunctionTrigger.Timer sweep ? sweep.Period : default;
    private static readonly TimeSpan PollsEvery = FunctionTable.Poll.Trigger is FunctionTrigger.Timer poll ? poll.Period : default;

    // maxPollingInterval of host.json.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task An_idle_app_looks_into_each_queue_every_five_seconds_and_sweeps_four_ranges_a_minute()
    {
        // What is done once an hour (looking after the webhooks at Convo) is done at 9:35, and not in the ten minutes from 9:36.
        await Product.PassAsync(TimeSpan.FromMinutes(35));
        await LetAMinutePassAsync();
        host.Clear();

        for (var minute = 0; minute < Minutes; minute++)
        {
            await LetAMinutePassAsync();
        }

        CountedHost.Print(output, $"by the app in {Minutes} minutes", host.Ours.Exchanges);
        CountedHost.Print(output, $"by the host in {Minutes} minutes", host.TheHosts.Exchanges);
        Assert.Equal(Minutes * OpenRanges, host.Ours.Count(request => request.Container is TableNames.Open));
        Assert.Equal(TransactionsOfTheApp, host.Ours.Exchanges.Count);
        var looks = (int)(TimeSpan.FromMinutes(Minutes) / LongestPause) * Queues;
        Assert.Equal(looks, host.TheHosts.Count(request => request.Operation is StorageOperation.GetMessages));
        Assert.Equal(looks, host.TheHosts.Exchanges.Count);
    }

    private async Task LetAMinutePassAsync()
    {
        for (var time = TimeSpan.Zero; time < TimeSpan.FromMinutes(1); time += Step)
        {
            host.Pauses.Advance(Step);

            // Each listener has looked and pauses again.
            await UntilAsync(() => host.Pauses.Waiting == Queues);
        }

        var (calls, before) = (host.CallsEnded, await Product.NowAsync());
        await Product.AdvanceAsync(TimeSpan.FromMinutes(1));
        var now = await Product.NowAsync();
        var due = Whole(now, SweepsEvery) - Whole(before, SweepsEvery) + Whole(now, PollsEvery) - Whole(before, PollsEvery);
        await UntilAsync(() => host.CallsEnded - calls >= due);

        static long Whole(DateTimeOffset time, TimeSpan period) => time.UtcTicks / period.Ticks;
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            Product.Bound.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
