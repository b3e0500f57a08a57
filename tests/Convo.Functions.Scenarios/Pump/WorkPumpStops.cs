using Xunit;

namespace Convo.Functions.Scenarios.Pump;

/// <summary>What becomes of hints when the program stops.</summary>
public sealed class WorkPumpStops : WorkPumpTest
{
    [Fact]
    public async Task Before_the_start_and_after_the_stop_nothing_is_followed()
    {
        var pump = Pump();
        await pump.SendAsync(Hint("before"), TimeSpan.Zero, Never);
        await pump.SettleAsync(Never);
        Assert.Empty(Followed);

        await pump.StartAsync(Never);
        await pump.SettleAsync(Never);
        await pump.StopAsync(Never);
        await pump.SendAsync(Hint("after"), TimeSpan.Zero, Never);
        await AdvanceAsync(pump, TimeSpan.FromHours(1));
        Assert.Equal(["before"], Followed);
    }

    [Fact]
    public async Task Stopping_waits_for_those_being_followed()
    {
        var gate = new Gate();
        var pump = await StartAsync(handle: gate.PassAsync);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(1);

        var stopping = pump.StopAsync(Never);
        Assert.False(stopping.IsCompleted);
        gate.Open();
        await stopping;

        Assert.Equal(["a"], gate.Passed);
        Assert.Empty(Log.Lines);
    }

    [Fact]
    public async Task Stopping_is_bounded_by_its_token_which_cancels_the_followers()
    {
        var gate = new Gate();
        var pump = await StartAsync(handle: gate.PassAsync);
        await pump.SendAsync(Hint("a"), TimeSpan.Zero, Never);
        await gate.ArrivedAsync(1);
        using var impatience = new CancellationTokenSource();

        var stopping = pump.StopAsync(impatience.Token);
        await impatience.CancelAsync();
        await stopping;

        await pump.SettleAsync(Never);
        Assert.Empty(gate.Passed);
        Assert.Contains("1 hints", Assert.Single(Log.Lines), StringComparison.Ordinal);
    }
}
