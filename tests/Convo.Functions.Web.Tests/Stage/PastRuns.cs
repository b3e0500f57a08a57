using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Tests.Stage;

/// <summary>Meetings of the past with runs that ended as a test wants them.</summary>
internal static class PastRuns
{
    private static readonly DateTimeOffset Day = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Adds a meeting <c>sess_{n}</c>; those of higher numbers are newer.</summary>
    public static async Task AddAsync(TestApp app, string id, params (string Recipe, RunState State)[] runs)
    {
        var key = MeetingKey.For(TestApp.Connection, id);
        var seen = Day + TimeSpan.FromMinutes(int.Parse(id["sess_".Length..]));
        var happened = new MeetingEvent("hash", "conversation.summary.ready", OccasionKind.Summary, id, seen, EventSource.Webhook, "", null, null);
        await app.Services.GetRequiredService<Timeline>().AddAsync(key, seen, EventSource.Webhook, default);
        RowChange[] rows =
        [
            new Meeting(key, id, seen, 1, null).Write("n"),
            happened.Write(key, "n"),
            .. runs.Select((run, index) => new Run(
                key, run.Recipe, 1, new Occasion(OccasionKind.Summary, "0"), seen.AddSeconds(-index), seen.AddHours(1), run.State).Write("n")),
        ];
        await app.Tables.WriteAsync(TableNames.Meetings, rows, default);
    }
}
