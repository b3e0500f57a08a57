using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Tests.Triggers;

public sealed class PoisonTests : IAsyncLifetime
{
    private const string Id = "acme-0123456789abcdef";

    private Handler handler = null!;

    public async Task InitializeAsync() => handler = await Handler.StartAsync();

    public async Task DisposeAsync() => await handler.DisposeAsync();

    [Fact]
    public async Task A_poisoned_hint_is_recorded_and_health_is_degraded_with_count_and_advice_until_two_days_went_by()
    {
        Assert.Equal("healthy", await StatusAsync());
        Assert.Equal(HostAnswer.Success, await PoisonAsync(Envelopes.Queue(new WorkItem(WorkKind.Advance, Id))));
        Assert.Equal(HostAnswer.Success, await PoisonAsync(Envelopes.Queue(new WorkItem(WorkKind.Deliver, Id))));

        Assert.Equal("degraded", await StatusAsync());
        var concerns = (await handler.GetAsync("/api/health")).GetProperty("concerns").EnumerateArray();
        var concern = Assert.Single(concerns, one => one.GetProperty("name").GetString() == "poison");
        Assert.Equal(2, concern.GetProperty("count").GetInt32());
        Assert.Contains("The log names the error", concern.GetProperty("advice").GetString(), StringComparison.Ordinal);

        handler.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("healthy", await StatusAsync());
    }

    [Fact]
    public async Task It_is_logged_as_an_error_and_stands_in_the_audit_trail_once_an_hour_by_its_kind_and_nowhere_by_its_words()
    {
        for (var time = 0; time < 3; time++)
        {
            await PoisonAsync(Envelopes.Queue(new WorkItem(WorkKind.Advance, Id)));
        }

        await PoisonAsync(Envelopes.Queue("a sentence of somebody"));
        await PoisonAsync("no envelope at all");
        Assert.Equal(
            ["advance", "unknown"],
            handler.Rows(TableNames.Audit).Where(row => row.Text("action") == "hint.poisoned").Select(row => row.Text("subject")!).Order());
        Assert.Equal(5, handler.Log.Of(LogLevel.Error).Count(line => line.Contains("given up by the queue", StringComparison.Ordinal)));
        Assert.DoesNotContain(Id, handler.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("a sentence", handler.Log.All, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(handler.Rows(TableNames.Connections), row => row.Partition == "poison").Number("count"));
    }

    [Fact]
    public async Task One_that_can_not_be_counted_is_in_the_log_and_comes_again()
    {
        handler.Store.Down();
        Assert.Equal(HostAnswer.TryAgain, await PoisonAsync(Envelopes.Queue(new WorkItem(WorkKind.Advance, Id))));
        Assert.Contains(handler.Log.Of(LogLevel.Error), line => line.Contains("given up by the queue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_at_once_are_all_counted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PoisonAsync(Envelopes.Queue("x"))));
        Assert.All(answers, answer => Assert.Equal(HostAnswer.Success, answer));
        Assert.Equal(4, Assert.Single(handler.Rows(TableNames.Connections), row => row.Partition == "poison").Number("count"));
    }

    private Task<HostAnswer> PoisonAsync(string envelope) => handler.CallAsync(FunctionTable.WorkPoison, envelope);

    private async Task<string?> StatusAsync()
    {
        // Health looks at most every two seconds.
        handler.Clock.Advance(TimeSpan.FromSeconds(3));
        return (await handler.GetAsync("/api/health")).GetProperty("status").GetString();
    }
}
