using System.Globalization;
using System.Text;
using Convo.Functions.Core;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Standalone;
using Convo.Functions.Standalone.Pump;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>More comes in than the queue holds: the rest is found in the open-work index at once, and not only when it is overdue.</summary>
public sealed class BurstScenarios : IDisposable
{
    private const int Meetings = 50;
    private readonly string folder = Directory.CreateTempSubdirectory("convo-burst-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_the_queue_had_no_room_for_is_followed_as_soon_as_it_is_empty()
    {
        await using var app = await StartAsync();
        var (pump, open) = (app.Services.GetRequiredService<WorkPump>(), app.Services.GetRequiredService<OpenWork>());
        await app.SettleAsync(CancellationToken.None);
        await pump.StopAsync(CancellationToken.None);

        for (var number = 0; number < pump.MostWaiting; number++)
        {
            await pump.SendAsync(new WorkItem(WorkKind.Advance, $"nothing {number}"), TimeSpan.Zero, CancellationToken.None);
        }

        for (var number = 0; number < Meetings; number++)
        {
            Assert.Equal(Accepted.New, await app.Services.GetRequiredService<Flow>().AcceptAsync(Created(number), CancellationToken.None));
        }

        Assert.Equal(Meetings, await open.DueAsync(DateTimeOffset.MaxValue, CancellationToken.None).CountAsync());
        await pump.StartAsync(CancellationToken.None);

        // Until the queue is empty, until the sweep has gone through that it then calls for, and until what that sent is done.
        await pump.SettleAsync(CancellationToken.None);
        await app.Services.GetRequiredService<SweepTimer>().SettleAsync(CancellationToken.None);
        await pump.SettleAsync(CancellationToken.None);
        Assert.Equal(0, await open.DueAsync(DateTimeOffset.MaxValue, CancellationToken.None).CountAsync());
    }

    private static Arrival Created(int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        var time = now.ToString("o", CultureInfo.InvariantCulture);
        var body = $$"""{"event":"conversation.created","timestamp":"{{time}}","data":{"conversationId":"sess_{{number}}","title":"Weekly"} }""";
        return new Arrival("acme", Encoding.UTF8.GetBytes(body), now);
    }

    private Task<StandaloneApp> StartAsync() => StandaloneApp.StartAsync(
        new StandaloneOptions
        {
            Port = FreePort.Take(),
            DataFolder = folder,
            Sandbox = false,
            Around = services => services.AddLogging(logging => logging.ClearProviders()),
        },
        CancellationToken.None);
}
