using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Processes.Stage;
using Xunit.Abstractions;

namespace Convo.Functions.Processes.Crashing;

/// <summary>
/// Kill -9 at random moments, again and again, while events come in at hundreds a second and recipes run (goals R1 and R3). The simulated Slack runs apart
/// and remembers everything.
/// </summary>
public sealed class CrashStormTests(ITestOutputHelper output)
{
    private const string CrashesVariable = "CONVO_CRASHES";
    private const string SeedVariable = "CONVO_SEED";
    private const int UsualCrashes = 60;
    private const int UsualSeed = 20260511;
    private const int LongestLife = 400;
    private const int AtStartOneIn = 10;
    private static readonly TimeSpan FirstAck = TimeSpan.FromSeconds(20);

    // What was left behind is tried again after the lease of 2 minutes, by a sweep that comes every minute, at a message a second and channel.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task No_acknowledged_event_is_lost_by_crashes_every_run_ends_and_nothing_is_posted_twice()
    {
        var (crashes, seed) = (Deep.Number(CrashesVariable, UsualCrashes), Deep.Number(SeedVariable, UsualSeed));
        output.WriteLine($"{crashes} crashes ({CrashesVariable}), seed {seed} ({SeedVariable})");
        await using var staged = await Staged.SetUpAsync(None);
        var ingest = new StormIngest(staged, await PrepareAsync(staged));
        var watch = Stopwatch.StartNew();

        using (var stop = new CancellationTokenSource())
        {
            var sending = ingest.RunAsync(stop.Token);
            await CrashAsync(staged, ingest, crashes, new Random(seed));
            await stop.CancelAsync();
            await sending;
        }

        output.WriteLine($"{ingest.Acked.Count} events acknowledged, {ingest.Unanswered.Count} unanswered, in {watch.Elapsed}");
        await staged.StartAppAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(DataFile.Count(staged.DataFolder, TableNames.Open) == 0),
            Patience * Math.Max(1, crashes / UsualCrashes), "no work is open any more");
        output.WriteLine($"All work done after {watch.Elapsed}");

        Assert.Empty(ingest.Others);
        Assert.True(ingest.Acked.Count > crashes * 10, "So few events were acknowledged that the crashes met no load.");
        await using var stored = await staged.StopAppAsync();
        Assert.Empty(await stored.IntegrityAsync(None));
        await CheckAsync(ingest, stored);
        await CheckSlackAsync(staged, ingest, stored);
    }

    private static async Task<StormPlan> PrepareAsync(Staged staged)
    {
        foreach (var channel in Enumerable.Range(0, StormPlan.Channels))
        {
            await staged.Sandbox.AddChannelAsync(StormPlan.Channel(channel), None);
        }

        foreach (var recipe in StormPlan.Recipes())
        {
            await staged.App.Api.PublishAsync(recipe, None);
        }

        var known = new List<string>();
        foreach (var number in Enumerable.Range(0, StormPlan.KnownMeetings))
        {
            known.Add(await staged.Sandbox.PlayAsync(StormPlan.KnownMeeting(number), hold: true, None));
        }

        return new StormPlan(known, staged.Signer);
    }

    private static async Task CrashAsync(Staged staged, StormIngest ingest, int crashes, Random chance)
    {
        for (var crash = 0; crash < crashes; crash++)
        {
            var life = TimeSpan.FromMilliseconds(chance.Next(1, LongestLife + 1));
            if (crash % AtStartOneIn == AtStartOneIn - 1)
            {
                await staged.CrashAtStartAsync(life);
                continue;
            }

            if (crash > 0)
            {
                await staged.StartAppAsync();
            }

            // The first answers of a cold program take longer than most lives: a life begins with the first acknowledged event.
            var before = ingest.Acked.Count;
            await Eventually.HoldsAsync(() => Task.FromResult(ingest.Acked.Count > before), FirstAck, "an event is acknowledged after a start");
            await Task.Delay(life, TimeProvider.System, None);
            await staged.CrashAsync();
        }
    }

    private static async Task CheckAsync(StormIngest ingest, DataFile stored)
    {
        var problems = new List<string>();
        foreach (var meeting in ingest.Acked.Concat(ingest.Unanswered).GroupBy(sent => sent.Conversation))
        {
            var there = await stored.MeetingAsync(Staged.Convo, meeting.Key, None);
            var acked = meeting.Where(ingest.Acked.Contains).ToList();
            problems.AddRange(acked.Where(sent => there.Events.Count(e => e.Id == sent.Hash) != 1).Select(sent => $"{sent.Hash} has no event row of its own"));
            problems.AddRange(there.Runs.Where(run => !run.HasEnded).Select(run => $"{run.Id} is {run.State}: {run.Reason}"));
            problems.AddRange(there.Deliveries.Where(d => d.State is not DeliveryState.Delivered).Select(d => $"{d.Id} is {d.State}: {d.Reason}"));

            if (there.Events.Count > 0 && there.Runs.Count != 1)
            {
                problems.Add($"{meeting.Key} has {there.Events.Count} events and {there.Runs.Count} runs");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }

    private async Task CheckSlackAsync(Staged staged, StormIngest ingest, DataFile stored)
    {
        var posted = new List<string>();
        foreach (var channel in Enumerable.Range(0, StormPlan.Channels).Select(StormPlan.Channel).Append("meetings"))
        {
            posted.AddRange((await staged.Sandbox.MessagesAsync(channel, None))
                .Select(message => SandboxProcess.DeliveryOf(message) ?? "a message without a mark"));
        }

        var delivered = new List<string>();
        foreach (var conversation in ingest.Acked.Concat(ingest.Unanswered).Select(sent => sent.Conversation).Distinct())
        {
            delivered.AddRange((await stored.MeetingAsync(Staged.Convo, conversation, None)).Deliveries.Select(d => $"{d.Id} part 0"));
        }

        output.WriteLine($"{posted.Count} messages in Slack, {delivered.Count} deliveries recorded");
        Assert.Equal(delivered.Order(StringComparer.Ordinal), posted.Order(StringComparer.Ordinal));
    }
}
