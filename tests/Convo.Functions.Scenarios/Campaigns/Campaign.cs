using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// Plays a plan against a product: each thing at its time, with faults in between, while the timers ring as they would. Nights and weekends pass in longer
/// steps, as if the machine had slept through a part of them: then each timer rings once, and a look of the poll comes late, but comes.
/// </summary>
internal sealed class Campaign(CampaignStage stage, CampaignPlan plan)
{
    // A little more than the timers' five minutes, which count from the end of a round: one that is due shortly after a step would ring by itself, for the
    // clock runs on, and the next step would tear its round in two.
    private static readonly TimeSpan Ring = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QuietRing = TimeSpan.FromMinutes(30);

    // So long after something happened its looks and retries come close together.
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(45);

    // Longer than any delivery is delayed. All ends within the time that was asked for: the line of completeness looks back 90 days, and no further.
    private static readonly TimeSpan Tail = TimeSpan.FromHours(5);

    private readonly Product product = new(stage);
    private LateDeliveries? late;
    private readonly Dictionary<int, PlayedMeeting> played = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan now;
    private TimeSpan busyUntil;

    /// <summary>Told how far it is, in words, once a virtual day.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>How often each fault struck.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <summary>How long it took, by the clock on the wall.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Plays everything, and looks at what became of it.</summary>
    public async Task<(Truth Truth, Found Found)> RunAsync()
    {
        await PrepareAsync();
        var steps = plan.Meetings.SelectMany(meeting => meeting.Steps.Select(step => (Meeting: meeting, Step: step))).OrderBy(one => one.Step.At).ToList();
        var next = 0;
        while (now < plan.Length - Tail)
        {
            await PassAsync(NextTime(next < steps.Count ? steps[next].Step.At : plan.Length - Tail));
            stage.Door.IsClosed = plan.Outages.Any(outage => outage.Covers(now));
            var due = steps.Skip(next).TakeWhile(one => one.Step.At <= now).ToList();
            next += due.Count;
            var begun = stage.Now;
            foreach (var (meeting, step) in due)
            {
                await PlayAsync(meeting, step);
            }

            if (due.Count > 0)
            {
                await late!.CountAsync(begun);
                await product.SettleAsync();
            }
        }

        await EndAsync();
        var truth = new Truth(plan, played, stage.Door.Arrivals);
        return (truth, await new Looking(product, stage).LookAsync());
    }

    private async Task PrepareAsync()
    {
        foreach (var recipe in CampaignRecipes.All)
        {
            await product.AddChannelAsync(recipe);
            var saved = await product.PostAsync("api/recipes", CampaignRecipes.Json(recipe));
            Assert.True((int)saved.Status is 200 or 201, saved.Text);
            var published = await product.PostAsync($"api/recipes/{recipe}/publish");
            Assert.True((int)published.Status is 200, published.Text);
        }

        // The first round of the poll says from when on the accounts are watched.
        await product.PassAsync(Ring);
        await product.SandboxAsync("faults", CampaignFaults.Json(plan.Size.Seed));
        late = new LateDeliveries(product, stage);
        await late.CountAsync(stage.Now);
        now = stage.Now - CampaignPlan.Begin;
    }

    // What was delayed comes, and what was parked goes on.
    private async Task EndAsync()
    {
        while (now < plan.Length - QuietRing)
        {
            await PassAsync(now + QuietRing);
        }

        Faults = [.. await CampaignFaults.StruckAsync(product), $"waited for in vain {late!.Missed}"];
        await product.MendAsync();
        await product.PassAsync(Ring);

        Elapsed = watch.Elapsed;
    }

    private TimeSpan NextTime(TimeSpan nextStep)
    {
        var isBusy = nextStep < now + QuietRing || plan.Outages.Any(outage => outage.Covers(now)) || now < busyUntil;
        var ring = now + (isBusy ? Ring : QuietRing);
        var step = RoundedUp(nextStep);
        return step > now && step < ring ? step : ring;
    }

    private TimeSpan RoundedUp(TimeSpan time) => stage.Grid * Math.Ceiling(time / stage.Grid);

    private async Task PassAsync(TimeSpan to)
    {
        if ((int)to.TotalDays > (int)now.TotalDays)
        {
            Progress(string.Create(
                CultureInfo.InvariantCulture, $"day {to.TotalDays:0} of {plan.Size.Days}, {played.Count} meetings, {watch.Elapsed:hh\\:mm\\:ss}"));
        }

        // What rang by itself meanwhile ends first.
        await product.SettleAsync();

        // The clock runs by itself, too: what has passed since is no part of the step.
        var present = stage.Now - CampaignPlan.Begin;
        await product.AdvanceAsync(to > present ? to - present : TimeSpan.Zero);
        await late!.ArriveAsync();
        await product.SettleAsync();
        now = to;
    }

    private async Task PlayAsync(PlannedMeeting meeting, PlannedStep step)
    {
        busyUntil = now + Afterwards;
        if (step.What is Happening.Held)
        {
            var id = await HoldAsync(meeting);
            played[meeting.Number] = new PlayedMeeting(id, new Dictionary<Happening, DateTimeOffset> { [step.What] = stage.Now });
            return;
        }

        // Before, so that what is told of it comes after.
        var of = played[meeting.Number];
        of.Times[step.What] = stage.Now;
        switch (step.What)
        {
            case Happening.KeyPoints or Happening.Refreshed:
                var made = new JsonObject { ["keypoints"] = meeting.KeyPoints(step.What is Happening.Refreshed) };
                await product.SandboxAsync($"meetings/{of.Id}/keypoints", made);
                break;
            case Happening.Renamed:
                await FireAsync(of.Id, "conversation.updated", new JsonObject { ["title"] = meeting.OtherTitle });
                break;
            case Happening.Shared:
                await product.FireAsync(of.Id, "conversation.shared");
                break;
            case Happening.Feedback:
                await product.FireFeedbackAsync(of.Id, 7.5);
                break;
            case Happening.Failed:
                await FireAsync(of.Id, "transcript.failed", new JsonObject { ["error"] = "no sound" });
                break;
            case Happening.Deleted:
                await product.FireAsync(of.Id, "conversation.deleted");
                break;
        }
    }

    private Task FireAsync(string conversation, string name, JsonObject data) =>
        product.FireAsync(conversation, new JsonObject { ["event"] = name, ["data"] = data });

    private async Task<string> HoldAsync(PlannedMeeting meeting)
    {
        var isSilent = meeting.Has(Happening.Failed);
        var segments = new JsonArray();
        if (!isSilent)
        {
            segments.Add(new JsonObject { ["speaker"] = "You", ["text"] = "Hello, everyone." });
        }

        JsonArray events = isSilent ? ["conversation.created"] : ["conversation.created", "transcript.ready"];
        var answer = await product.SandboxAsync("meetings", new JsonObject
        {
            ["meeting"] = new JsonObject { ["title"] = meeting.Title, ["minutes"] = meeting.Minutes, ["segments"] = segments },
            ["account"] = meeting.Tier,
            ["events"] = events,
        });
        return answer.GetProperty("conversationId").GetString()!;
    }
}
