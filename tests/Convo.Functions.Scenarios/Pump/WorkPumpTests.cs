using Convo.Functions.Core.Ports;
using Convo.Functions.Standalone.Pump;
using Xunit;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>Hints are followed, each once, by no more workers than there are.</summary>
public sealed class WorkPumpTests : WorkPumpTest
{
    [Fact]
    public async Task A_hint_is_followed_at_once()
    {
        var pump = await StartAsync();
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        Assert.Equal(["a"], Followed);
    }

    [Fact]
    public async Task Hints_of_another_kind_with_the_same_id_are_others()
    {
        var pump = await StartAsync();
        await pump.SendAsync(new WorkItem(WorkKind.Advance, "a"), TimeSpan.FromMinutes(1), Never);
        await pump.SendAsync(new WorkItem(WorkKind.Deliver, "a"), TimeSpan.FromMinutes(1), Never);
        await AdvanceAsync(pump, TimeSpan.FromMinutes(1));
        Assert.Equal(["a", "a"], Followed);
    }

    [Fact]
    public async Task A_hint_that_comes_while_its_like_is_followed_is_followed_once_more_and_not_beside_it()
    {
        var gate = new Gate();
        var pump = await StartAsync(handle: gate.PassAsync);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(1);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await pump.SendAsync(Hint("b"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(2);

        Assert.Equal(["a", "b"], gate.Inside);
        gate.Open();
        await pump.SettleAsync(Never);
        Assert.Equal(["a", "a", "b"], gate.Passed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_deliveries_come_in_thick_two_hints_are_followed_at_once_and_after_them_as_many_as_there_are_workers()
    {
        var (crowded, gate) = (true, new Gate());
        var pump = await StartAsync(workers: 5, gate.PassAsync, () => crowded);
        for (var index = 0; index < 10; index++)
        {
            await pump.SendAsync(Hint($"k{index}"), TimeSpan.Zero, Never);
        }

        await gate.ArrivedAsync(2);
        Assert.Equal(2, gate.Inside.Count);
        crowded = false;
        await pump.SendAsync(Hint("last"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(5);
        Assert.Equal(5, gate.Inside.Count);
        gate.Open();
        await pump.SettleAsync(Never);
        Assert.Equal(11, gate.Passed.Count);
    }

    [Fact]
    public async Task No_more_hints_are_followed_at_once_than_there_are_workers()
    {
        var gate = new Gate();
        var pump = await StartAsync(workers: 3, gate.PassAsync);
        for (var index = 0; index < 10; index++)
        {
            await pump.SendAsync(Hint($"k{index}"), TimeSpan.Zero, Never);
        }

        await gate.ArrivedAsync(3);
        Assert.Equal(3, gate.Inside.Count);
        gate.Open();
        await pump.SettleAsync(Never);
        Assert.Equal(10, gate.Passed.Count);
        Assert.Equal(3, gate.MostInside);
    }

    [Fact]
    public async Task Settling_waits_for_what_a_hint_sends_itself()
    {
        WorkPump pump = null!;
        pump = await StartAsync(handle: async (item, cancellation) =>
        {
            Followed.Enqueue(item.Id);
            if (item.Id.Length < 5)
            {
                await pump.SendAsync(Hint(item.Id + "x"), TimeSpan.Zero, cancellation);
            }
        });

        await pump.SendAsync(Hint("x"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);

        Assert.Equal(["x", "xx", "xxx", "xxxx", "xxxxx"], Followed);
    }

    [Fact]
    public async Task Ten_thousand_hints_from_many_threads_are_each_followed_once()
    {
        var pump = await StartAsync();
        await Parallel.ForAsync(0, 10_000, async (index, cancellation) =>
            await pump.SendAsync(Hint($"k{index}"), TimeSpan.FromMilliseconds(index % 7), cancellation));
        await AdvanceAsync(pump, TimeSpan.FromMilliseconds(7));
        Assert.Equal(10_000, Followed.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(10_000, Followed.Count);
    }
}
