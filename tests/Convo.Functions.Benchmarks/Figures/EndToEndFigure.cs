using System.Diagnostics;
using System.Text.Json.Nodes;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Load;
using static Convo.Functions.Benchmarks.Figures.Numbers;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>
/// From the 200 to the message at Slack, through the real Slack action. Spread over channels, since the action itself keeps to one message a
/// second and channel.
/// </summary>
internal sealed class EndToEndFigure : IFigure
{
    private const int EventsASecond = 50;
    private const int StepsOfARecipe = 50;
    private static readonly string[] Occasions = ["created", "updated", "shared"];

    public string Name => "end-to-end";

    public string Title => "P3 from the 200 to the message at Slack, 50 events/s";

    public bool IsOnEveryHead => true;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        var channels = Enumerable.Range(0, Occasions.Length * StepsOfARecipe).Select(number => $"c-{number}").ToList();
        await using var sinks = await InstantSinks.StartAsync(channels);
        await using var app = await setting.StartConnectedAsync(sinks.Address, sinks.Slack);
        foreach (var recipe in Occasions.Select(MakeRecipe))
        {
            await app.Api.PublishAsync(recipe, CancellationToken.None);
        }

        var answered = await SendAsync(app.Hook(Setting.Connection), setting.Choose(30, 10) * EventsASecond);
        await WaitAsync(() => sinks.Received.Count >= answered.Count);
        await app.StopAsync();

        var samples = new Samples();
        foreach (var (text, at) in answered.Skip(answered.Count / 5))
        {
            if (sinks.Received.TryGetValue(text, out var received))
            {
                // The message may be there before the answer has reached its sender.
                samples.Add(Math.Max(0, Stopwatch.GetElapsedTime(at, received).TotalMilliseconds));
            }
        }

        return
        [
            new("200 to message, p50", Milliseconds(samples.Percentile(0.5)), "<= 50 ms", samples.Percentile(0.5) <= 50),
            new("200 to message, p99", Milliseconds(samples.Percentile(0.99)), "<= 250 ms", samples.Percentile(0.99) <= 250),
            new("messages for events", $"{sinks.Received.Count} / {answered.Count}", "equal", sinks.Received.Count == answered.Count),
        ];
    }

    private static JsonObject MakeRecipe(string occasion, int index) => Recipes.Make(
        $"post-{occasion}", occasion, null, [.. Enumerable.Range(0, StepsOfARecipe).Select(step =>
    {
        var channel = (index * StepsOfARecipe) + step;
        return Recipes.Post($"s{step}", $"#c-{channel}", "{{meeting.id}}", Recipes.If("event.title", "is", $"to c-{channel}"));
    })]);

    private static async Task<List<(string Text, long At)>> SendAsync(Uri hook, int count)
    {
        var signer = new HookSigner(Setting.Secret, TimeProvider.System);
        var answered = new List<(string, long)>();
        using var poster = new HttpPoster(hook);
        await poster.ConnectAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            var early = TimeSpan.FromSeconds((double)number / EventsASecond) - watch.Elapsed;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System);
            }

            var channel = number % (Occasions.Length * StepsOfARecipe);
            var body = signer.Body($"conversation.{Occasions[channel / StepsOfARecipe]}", $"sess_{number}", $"to c-{channel}", 1024);
            if (await poster.PostAsync(body, signer.Sign(body), CancellationToken.None) == 200)
            {
                answered.Add(($"sess_{number}", Stopwatch.GetTimestamp()));
            }
        }

        return answered;
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        for (var watch = Stopwatch.StartNew(); !holds() && watch.Elapsed < TimeSpan.FromSeconds(30);)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
