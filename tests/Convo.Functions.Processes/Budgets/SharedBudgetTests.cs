using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Budgets;

/// <summary>Four published apps on one storage account share the hour of one Convo account, which counts.</summary>
public sealed class SharedBudgetTests(ITestOutputHelper output)
{
    private const string Starter = "starter";
    private const int Limit = 100;
    private const int Instances = 4;

    // What people do by hand stops at 95 % of the hour; nine tenths of the whole are asked for here.
    private const double Usable = 0.9;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Four_processes_never_go_over_the_limit_and_can_use_nine_tenths_of_it()
    {
        await using var app = await FunctionApp.SetUpAsync(HostMode.Forwarding, Instances);
        await app.Api.ConnectConvoAsync(Starter, app.Sandbox.Address, Benchmarks.Drive.SandboxProcess.StarterKey, Accounts.Secret, None);

        var tests = await Task.WhenAll(Enumerable.Range(0, Instances).Select(instance => UntilNoRoomAsync(app, instance)));

        var (calls, refused, most) = await app.Sandbox.CallsAsync(Starter, None);
        output.WriteLine($"{calls} of {Limit} calls by {Instances} processes ({string.Join(" + ", tests)} tests of the connection), {refused} refused");
        Assert.Equal(0, refused);
        Assert.InRange(most, Limit * Usable, Limit);
        Assert.All(tests, made => Assert.True(made > 0, "one process got no call at all"));
    }

    // Three calls a test; each process goes on until it is told that there is no room.
    private static async Task<int> UntilNoRoomAsync(FunctionApp app, int instance)
    {
        using var api = app.ApiOf(instance);
        var made = 0;
        while (await api.WorksAsync(Starter, None))
        {
            Assert.True(++made <= Limit, "there is room without end");
        }

        return made;
    }
}
