using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Heads;
using Convo.Functions.Benchmarks.Load;
using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Handler;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>Resident memory: idle, and after many events. Whether it grows at a steady rate is what <see cref="SoakFigure"/> looks at.</summary>
internal sealed class MemoryFigure : IFigure
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public string Name => "memory";

    public string Title => "P7 resident memory";

    public bool IsOnEveryHead => true;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        await using var app = await setting.StartConnectedAsync();
        await app.Api.PublishAsync(
            Recipes.Make("never", "created", Recipes.If("event.title", "is", "never"), Recipes.Post("post", "#meetings", "{{event.title}}")),
            CancellationToken.None);
        await Task.Delay(Rest, TimeProvider.System);
        var setUp = app.ResidentBytes;

        var events = setting.Choose(100_000L, 10_000L);
        await new LoadGenerator(app.Hook(Setting.Connection), Setting.Secret, 32, 300, events).RunApartAsync();
        await DrainAsync(app);
        var after = app.ResidentBytes;
        await app.StopAsync();
        var idle = await IdleAsync(app);

        return
        [
            new("idle: started on the store that the events left", Megabytes(idle), "<= 90 MB", idle <= 90_000_000),
            new("just set up by its API", Megabytes(setUp)),
            new($"after {events:N0} events, all run", Megabytes(after), "<= 160 MB", after <= 160_000_000),
        ];
    }

    private static async Task<long> IdleAsync(IApp app)
    {
        var port = FreePort.Take();
        await using var again = app.Launch(port);
        await again.AnswersAsync(new Uri($"http://127.0.0.1:{port}/api/health"));
        await Task.Delay(Rest, TimeProvider.System);
        return again.ResidentBytes;
    }

    private static async Task DrainAsync(IApp app)
    {
        for (var turn = 0; turn < 240 && await app.CountAsync(TableNames.Open, "") > 0; turn++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }
}
