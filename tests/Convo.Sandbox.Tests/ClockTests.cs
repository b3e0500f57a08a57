using System.Net;
using Convo.Sandbox.Clock;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class ClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Moving_on_fires_a_timer_whose_time_has_come_and_no_other()
    {
        var clock = new SandboxClock();
        var soon = Task.Delay(TimeSpan.FromHours(1), clock, CancellationToken.None);
        var late = Task.Delay(TimeSpan.FromHours(3), clock, CancellationToken.None);

        clock.Advance(TimeSpan.FromHours(2));

        await soon.WaitAsync(Patience);
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task A_timer_made_between_two_moves_counts_from_its_making()
    {
        var clock = new SandboxClock();
        clock.Advance(TimeSpan.FromDays(2));
        var timer = Task.Delay(TimeSpan.FromHours(1), clock, CancellationToken.None);

        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.False(timer.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(30));

        await timer.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_periodic_timer_goes_on_after_a_move_that_skipped_many_periods()
    {
        var clock = new SandboxClock();
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);

        clock.Advance(TimeSpan.FromHours(10));
        Assert.True(await timer.WaitForNextTickAsync().AsTask().WaitAsync(Patience));
        var next = timer.WaitForNextTickAsync().AsTask();
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));

        Assert.True(await next.WaitAsync(Patience));
    }

    [Fact]
    public async Task Without_a_move_the_timer_runs_on_the_clock_below()
    {
        var clock = new SandboxClock();

        var timer = Task.Delay(TimeSpan.FromMilliseconds(1), clock, CancellationToken.None);
        await timer.WaitAsync(Patience);

        Assert.True(timer.IsCompletedSuccessfully);
    }

    [Fact]
    public void Going_back_moves_the_wall_time_and_not_the_running_time()
    {
        var clock = new SandboxClock();
        var start = clock.GetTimestamp();
        var wall = clock.GetUtcNow();

        clock.Set(wall.AddHours(-1));

        Assert.InRange(clock.GetUtcNow(), wall.AddHours(-1), wall.AddMinutes(-59));
        Assert.True(clock.GetElapsedTime(start) >= TimeSpan.Zero);
    }

    [Fact]
    public void A_disposed_timer_never_fires()
    {
        var clock = new SandboxClock();
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        clock.Advance(TimeSpan.FromHours(2));

        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Equal(0, fired);
    }

    [Fact]
    public void A_move_back_or_beyond_the_bound_is_refused()
    {
        var clock = new SandboxClock();

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(SandboxClock.LongestMove + TimeSpan.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Set(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task The_control_api_moves_the_clock_that_the_other_program_shares()
    {
        var clock = new SandboxClock();
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Clock = clock }, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = server.Address };
        var timer = Task.Delay(TimeSpan.FromMinutes(10), clock, CancellationToken.None);

        using var answer = await http.PostAsync("/control/clock", new StringContent("""{"advance":"PT10M"}"""));

        Assert.Same(clock, server.Clock);
        await timer.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("""{"set":"2027-02-01T10:00:00Z"}""", "2027-02-01T10:0")]
    [InlineData("""{"set":"2027-02-01T10:00:00+02:00"}""", "2027-02-01T08:0")]
    public async Task The_clock_can_be_set(string body, string shown)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await sandbox.PostControlAsync("/clock", body)).Status);

        Assert.StartsWith(shown, (string?)(await sandbox.GetControlAsync("/clock")).Json["now"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_stays_where_it_is_while_the_program_that_shares_it_says_so()
    {
        var mayMove = false;
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { MayMoveClock = _ => Task.FromResult(mayMove) }, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var before = sandbox.Clock.GetUtcNow();

        using var refused = await http.PostAsync("control/clock", new StringContent("""{"advance":"P1D"}"""));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("real account", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(sandbox.Clock.GetUtcNow() - before < TimeSpan.FromHours(12));

        mayMove = true;
        using var moved = await http.PostAsync("control/clock", new StringContent("""{"advance":"P1D"}"""));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.True(sandbox.Clock.GetUtcNow() - before > TimeSpan.FromHours(12));
    }
}
