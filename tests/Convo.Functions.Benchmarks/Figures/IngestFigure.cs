using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Load;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>How many signed events a second become durable, beside what an empty host takes in the same run.</summary>
internal sealed class IngestFigure : IFigure
{
    /// <summary>Durable events for each post that an empty host takes.</summary>
    public const double LeastRatio = 0.15;

    private const int Connections = 32;

    public string Name => "ingest";

    public string Title => "P1 durable ingest, 32 connections, 1 KB events";

    public bool IsOnEveryHead => true;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        var seconds = setting.Choose(60.0, 5.0);
        var empty = await EmptyAsync(seconds / 4);
        var plain = await DurableAsync(setting, seconds, recipe: false);
        var busy = await DurableAsync(setting, seconds, recipe: true);
        var kept = plain.Rows + plain.Spooled;
        var ratio = plain.Load.PerSecond / empty.PerSecond;

        return
        [
            new("durable events", PerSecond(plain.Load.PerSecond), ">= 3,000/s", plain.Load.PerSecond >= 3000),
            new("time to 200, p50", Milliseconds(plain.Load.P50), "<= 10 ms", plain.Load.P50 <= 10),
            new("time to 200, p99", Milliseconds(plain.Load.P99), "<= 60 ms", plain.Load.P99 <= 60),
            new("answers other than 200", $"{plain.Load.Others}", "0", plain.Load.Others == 0),
            new("events kept for each 200", $"{kept:N0} / {plain.Load.Acknowledged:N0}", "equal", kept == plain.Load.Acknowledged),
            new("empty host, no-op posts", PerSecond(empty.PerSecond)),
            new("ratio durable / no-op", $"{ratio:0.00}", $">= {LeastRatio:0.00}", ratio >= LeastRatio),
            new("durable events while a recipe runs on each", PerSecond(busy.Load.PerSecond)),
            new("  time to 200, p50 / p99", $"{Milliseconds(busy.Load.P50)} / {Milliseconds(busy.Load.P99)}"),
        ];
    }

    /// <summary>What the empty host takes.</summary>
    public static async Task<LoadReport> EmptyAsync(double seconds)
    {
        await using var host = await EmptyHost.StartAsync();
        await new LoadGenerator(host.Address, Setting.Secret, Connections, 1, long.MaxValue).RunApartAsync();
        return await new LoadGenerator(host.Address, Setting.Secret, Connections, seconds, long.MaxValue).RunApartAsync();
    }

    /// <summary>What the app takes, how many event rows there are of it, and how many events wait in the spool to become one.</summary>
    public static async Task<(LoadReport Load, long Rows, long Spooled)> DurableAsync(Setting setting, double seconds, bool recipe)
    {
        await using var app = await setting.StartConnectedAsync();
        if (recipe)
        {
            await app.Api.PublishAsync(
                Recipes.Make("never", "created", Recipes.If("event.title", "is", "never"), Recipes.Post("post", "#meetings", "{{event.title}}")),
            CancellationToken.None);
        }

        var warm = await new LoadGenerator(app.Hook(Setting.Connection), Setting.Secret, Connections, 1, long.MaxValue).RunApartAsync();
        var load = await new LoadGenerator(app.Hook(Setting.Connection), Setting.Secret, Connections, seconds, long.MaxValue).RunApartAsync();
        var rows = await app.CountAsync(TableNames.Meetings, MeetingEvent.Prefix);

        // A hook that the store does not answer in time is spooled, and answered 200 too.
        var spooled = (await app.Api.HealthAsync(CancellationToken.None)).GetProperty("spooled").GetInt64();
        await app.StopAsync();
        return (load, rows - warm.Acknowledged, spooled);
    }
}
