using System.Collections.Concurrent;
using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Crashing;

/// <summary>
/// Kill -9 at random moments, again and again, while events come in at hundreds a second and recipes run (goals R1 and R3). The simulated Slack runs apart
/// and remembers everything.
/// </summary>
public abstract class CrashStorm(ITestOutputHelper output)
{
    private const string CrashesVariable = "CONVO_CRASHES";
    private const string SeedVariable = "CONVO_SEED";
    private const int UsualCrashes = 60;
    private const int UsualSeed = 20260511;
    private const int LongestLife = 400;
    private const int AtStartOneIn = 10;
    private const int Readers = 8;

    // What was cut off twice is tried again after minutes.
    private static readonly TimeSpan Patience = 2 * Leases.LeaseAndSweep;
    private static readonly TimeSpan FirstAck = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>How long each of the connections rests between two events.</summary>
    private protected abstract TimeSpan Pause { get; }

    /// <summary>How many events must be acknowledged for each crash: with fewer, the crashes would have met no load.</summary>
    private protected abstract int LeastAckedPerCrash { get; }

    /// <summary>How many crashes where nobody says otherwise.</summary>
    private protected virtual int Crashes => UsualCrashes;

    [Fact]
    public async Task No_acknowledged_event_is_lost_by_crashes_every_run_ends_and_nothing_is_posted_twice()
    {
        var (crashes, seed) = (Deep.Number(CrashesVariable, Crashes), Deep.Number(SeedVariable, UsualSeed));
        output.WriteLine($"{crashes} crashes ({CrashesVariable}), seed {seed} ({SeedVariable})");
        await using var stage = await SetUpAsync();
        var ingest = new StormIngest(stage, await PrepareAsync(stage), Pause);
        var watch = Stopwatch.StartNew();

        using (var stop = new CancellationTokenSource())
        {
            var sending = ingest.RunAsync(stop.Token);
            await CrashAsync(stage, ingest, crashes, new Random(seed));
            await stop.CancelAsync();
            await sending;
        }

        output.WriteLine($"{ingest.Acked.Count} events acknowledged, {ingest.Unanswered.Count} unanswered, in {watch.Elapsed}");
        await CalmAsync(stage);
        await stage.StartAsync();
        await AllDoneAsync(stage, Patience * Math.Max(1, crashes / UsualCrashes));
        output.WriteLine($"All work done after {watch.Elapsed}");

        Assert.Empty(ingest.Others);
        Assert.True(ingest.Acked.Count > crashes * LeastAckedPerCrash, "So few events were acknowledged that the crashes met no load.");
        Tell(stage);
        await using var stored = await stage.StopAsync();
        Assert.Empty(await stored.ProblemsAsync());
        var meetings = await ReadAsync(ingest, stored);
        Check(ingest, meetings);
        await CheckSlackAsync(stage, meetings.Values);
        output.WriteLine($"Checked after {watch.Elapsed}");
    }

    private protected abstract Task<IStage> SetUpAsync();

    /// <summary>Ends what else goes wrong, once the crashes are over.</summary>
    private protected virtual Task CalmAsync(IStage stage) => Task.CompletedTask;

    /// <summary>What else is to be said about a run, or must hold.</summary>
    private protected virtual void Tell(IStage stage)
    {
    }

    private async Task AllDoneAsync(IStage stage, TimeSpan patience)
    {
        try
        {
            await Eventually.HoldsAsync(async () => !await stage.HasOpenWorkAsync(), patience, "no work is open any more");
        }
        catch
        {
            output.WriteLine($"health: {await stage.Api.HealthAsync(None)}");
            output.WriteLine($"the newest runs: {await stage.Api.GetAsync("api/runs?limit=50", None)}");
            throw;
        }
    }

    private static async Task<StormPlan> PrepareAsync(IStage stage)
    {
        foreach (var channel in Enumerable.Range(0, StormPlan.Channels))
        {
            await stage.Sandbox.AddChannelAsync(StormPlan.Channel(channel), None);
        }

        foreach (var recipe in StormPlan.Recipes())
        {
            await stage.Api.PublishAsync(recipe, None);
        }

        var known = new List<string>();
        foreach (var number in Enumerable.Range(0, StormPlan.KnownMeetings))
        {
            known.Add(await stage.Sandbox.PlayAsync(StormPlan.KnownMeeting(number), hold: true, None));
        }

        return new StormPlan(known, stage.Signer);
    }

    private static async Task CrashAsync(IStage stage, StormIngest ingest, int crashes, Random chance)
    {
        for (var crash = 0; crash < crashes; crash++)
        {
            var life = TimeSpan.FromMilliseconds(chance.Next(1, LongestLife + 1));
            if (crash % AtStartOneIn == AtStartOneIn - 1)
            {
                await stage.CrashAtStartAsync(life);
                continue;
            }

            if (crash > 0)
            {
                await stage.StartAsync();
            }

            // The first answers of a cold program take longer than most lives: a life begins with the first acknowledged event.
            var before = ingest.Acked.Count;
            await Eventually.HoldsAsync(() => Task.FromResult(ingest.Acked.Count > before), FirstAck, "an event is acknowledged after a start");
            await Task.Delay(life, TimeProvider.System, None);
            await stage.CrashAsync();
        }
    }

    private static async Task<ConcurrentDictionary<string, MeetingSnapshot>> ReadAsync(StormIngest ingest, IStored stored)
    {
        var meetings = new ConcurrentDictionary<string, MeetingSnapshot>();
        await Parallel.ForEachAsync(
            ingest.Acked.Concat(ingest.Unanswered).Select(sent => sent.Conversation).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = Readers },
            async (conversation, _) => meetings[conversation] = await stored.MeetingAsync(conversation));
        return meetings;
    }

    private static void Check(StormIngest ingest, ConcurrentDictionary<string, MeetingSnapshot> meetings)
    {
        var problems = new List<string>();
        foreach (var acked in ingest.Acked.GroupBy(sent => sent.Conversation))
        {
            var there = meetings[acked.Key];
            problems.AddRange(acked.Where(sent => there.Events.Count(e => e.Id == sent.Hash) != 1).Select(sent => $"{sent.Hash} has no event row of its own"));
        }

        foreach (var (conversation, there) in meetings)
        {
            problems.AddRange(there.Runs.Where(run => !run.HasEnded).Select(run => $"{run.Id} is {run.State}: {run.Reason}"));
            problems.AddRange(there.Deliveries.Where(d => d.State is not DeliveryState.Delivered).Select(d => $"{d.Id} is {d.State}: {d.Reason}"));

            if (there.Events.Count > 0 && there.Runs.Count != 1)
            {
                problems.Add($"{conversation} has {there.Events.Count} events and {there.Runs.Count} runs");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }

    private async Task CheckSlackAsync(IStage stage, IEnumerable<MeetingSnapshot> meetings)
    {
        var posted = new List<string>();
        foreach (var channel in Enumerable.Range(0, StormPlan.Channels).Select(StormPlan.Channel).Append("meetings"))
        {
            posted.AddRange((await stage.Sandbox.MessagesAsync(channel, None))
                .Select(message => SandboxProcess.DeliveryOf(message) ?? "a message without a mark"));
        }

        var delivered = meetings.SelectMany(meeting => meeting.Deliveries).Select(d => $"{d.Id} part 0").ToList();
        output.WriteLine($"{posted.Count} messages in Slack, {delivered.Count} deliveries recorded");
        Assert.Equal(delivered.Order(StringComparer.Ordinal), posted.Order(StringComparer.Ordinal));
    }
}
