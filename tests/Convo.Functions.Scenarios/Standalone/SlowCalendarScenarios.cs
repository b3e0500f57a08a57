using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>The calendars are looked after beside the sweep: what they take is not taken from those who wait for a message.</summary>
public sealed class SlowCalendarScenarios(StandaloneBesideSandbox host) : Scenario(host), IClassFixture<StandaloneBesideSandbox>
{
    private readonly StandaloneBesideSandbox host = host;

    [Fact]
    public async Task A_round_of_the_calendars_that_takes_long_does_not_hold_up_the_sweep()
    {
        await Product.PublishAsync(A.RecipeFor(A.Meeting()).Saying("{{calendar.why}}"));
        var slow = new SlowStore(TableNames.Calendar, row => row.Key is CalendarState.RowKey);
        await host.RestartAsync(slow.Around);
        await Product.AdvanceAsync(TimeSpan.FromMinutes(31));
        await slow.Reached.WaitAsync(Product.Bound);

        await Product.AdvanceAsync(TimeSpan.FromMinutes(1));
        await host.SweptAsync(Product.Bound);

        slow.Release();
        await Product.SettleAsync();
    }
}
