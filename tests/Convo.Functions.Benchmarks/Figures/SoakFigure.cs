using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Heads;
using Convo.Functions.Benchmarks.Load;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>
/// Resident memory under a steady mixed load, over minutes: new meetings whose key points are read and posted, refreshes that edit what was posted, page views,
/// and the poll as the app's own timer rings it.
/// </summary>
internal sealed class SoakFigure : IFigure
{
    private const int Channels = 40;
    private const int MeetingsASecond = 10;
    private const int RefreshesASecond = 3;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Pages = ["api/meetings", "api/runs", "api/completeness", "api/budgets", "api/recipes"];
    private static readonly string[] Ready = ["conversation.keypoints.ready", "conversation.summary.ready", "conversation.action_items.ready"];

    public string Name => "soak";

    public string Title => "P7 soak: resident memory under a steady mixed load";

    public bool IsOnEveryHead => false;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        var (length, between) = setting.Choose((TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10)), (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3)));
        var channels = Enumerable.Range(0, Channels).Select(number => $"c-{number}").ToList();
        await using var slack = await InstantSinks.StartAsync(channels);
        await using var convo = await SoakConvo.StartAsync(TimeProvider.System);
        await using var app = await setting.StartConnectedAsync(convo.Address, slack.Slack);
        var steps = channels.Select((channel, number) => Recipes.Post(
            $"s{number}", $"#{channel}", "{{meeting.id}}: {{#each actionItems}}{{item.text}} {{/each}}", Recipes.If("event.title", "is", $"to {channel}")));
        await app.Api.PublishAsync(Recipes.Make("soak", "summary", null, [.. steps]), CancellationToken.None);
        await Task.Delay(between, TimeProvider.System);

        var setUp = app.ResidentBytes;
        var watch = Stopwatch.StartNew();
        var load = LoadAsync(app, convo, watch, length);
        var samples = new List<(TimeSpan At, long Bytes)>();
        for (var at = between; at <= length; at += between)
        {
            var wait = at - watch.Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, TimeProvider.System);
            samples.Add((at, app.ResidentBytes));
        }

        var (meetings, refused) = await load;
        await app.StopAsync();
        var done = $"{meetings} meetings, {refused} hooks refused, {convo.Calls} calls to Convo, {slack.Posts} posts, {slack.Edits} edits";
        return
        [
            .. Table(setUp, samples),

            // Memory under a load that did nothing says nothing.
            new("done meanwhile", done, ">= 90 % of the meetings posted, some edited", slack.Posts >= meetings * 0.9 && slack.Edits > 0 && refused == 0),
        ];
    }

    private static List<Measured> Table(long setUp, List<(TimeSpan At, long Bytes)> samples)
    {
        // The least of a quarter: garbage comes and goes, a leak stays.
        var third = samples.Skip(samples.Count / 2).Take(samples.Count / 4).Min(sample => sample.Bytes);
        var fourth = samples.Skip(samples.Count / 2).Skip(samples.Count / 4).Min(sample => sample.Bytes);
        return
        [
            new("just set up by its API", Megabytes(setUp)),
            .. samples.Select(sample => new Measured($"after {sample.At:mm\\:ss}", Megabytes(sample.Bytes))),
            new("most", Megabytes(samples.Max(sample => sample.Bytes)), "<= 160 MB", samples.Max(sample => sample.Bytes) <= 160_000_000),
            new("growth over the last half", Megabytes(fourth - third), "<= 5 MB", fourth - third <= 5_000_000),
            new("last quarter to the one before", $"{(double)fourth / third:0.000}"),
        ];
    }

    private static async Task<(int Meetings, int Refused)> LoadAsync(IApp app, SoakConvo convo, Stopwatch watch, TimeSpan length)
    {
        var signer = new HookSigner(Setting.Secret, TimeProvider.System);
        var (meetings, refused) = (0, 0);
        using var poster = new HttpPoster(app.Hook(Setting.Connection));
        await poster.ConnectAsync(CancellationToken.None);
        for (var second = 1; watch.Elapsed < length; second++)
        {
            for (var number = 0; number < MeetingsASecond; number++)
            {
                var id = IdOf(meetings++);
                convo.Hold(id, TitleOf(meetings - 1));
                await TellAsync(meetings - 1, ["conversation.created", .. Ready]);
            }

            for (var number = 0; number < RefreshesASecond; number++)
            {
                await TellAsync(Math.Max(0, meetings - (MeetingsASecond * (2 + number))), [Ready[0]]);
            }

            await app.Api.GetAsync(Pages[second % Pages.Length], CancellationToken.None);
            await app.Api.GetAsync($"api/meetings/{IdOf(meetings - MeetingsASecond)}?connection={Setting.Connection}", CancellationToken.None);
            var early = (Second * second) - watch.Elapsed;
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, TimeProvider.System);
        }

        return (meetings, refused);

        async Task TellAsync(int meeting, string[] names)
        {
            foreach (var name in names)
            {
                var body = signer.Body(name, IdOf(meeting), TitleOf(meeting), 1024);
                refused += await poster.PostAsync(body, signer.Sign(body), CancellationToken.None) == 200 ? 0 : 1;
            }
        }
    }

    private static string IdOf(int meeting) => $"sess_soak{meeting}";

    private static string TitleOf(int meeting) => $"to c-{meeting % Channels}";
}
