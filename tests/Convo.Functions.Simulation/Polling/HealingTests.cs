using Convo.Functions.Core.Meetings;
using Xunit.Abstractions;

namespace Convo.Functions.Simulation.Polling;

/// <summary>
/// 90 virtual days: of the deliveries three in ten are lost and the rest come late, doubled and out of order (or there are none at all); pages move, calls are
/// refused, the store cuts rounds off, two instances ring at every tick.
/// </summary>
public sealed class HealingTests(ITestOutputHelper output)
{
    private const int Days = 90;
    private const int MeetingsOfAWorkday = 12;

    [Fact]
    public async Task On_professional_what_was_lost_is_found_within_a_quarter_of_an_hour_at_a_tenth_of_the_quota() =>
        await HealAsync(new PollSettings(Limit: 500, HasWebhooks: true), TimeSpan.FromMinutes(15), quota: 0.10);

    [Fact]
    public async Task On_starter_polling_alone_finds_all_within_an_hour_at_three_tenths_of_the_quota() =>
        await HealAsync(new PollSettings(Limit: 100, HasWebhooks: false), TimeSpan.FromMinutes(60), quota: 0.30);

    private async Task HealAsync(PollSettings settings, TimeSpan within, double quota)
    {
        var world = new PollWorld(settings);
        var begin = world.Clock.Now;
        await world.LiveUntilAsync(begin.AddMinutes(1));
        Schedule(world, begin);
        await world.LiveUntilAsync(begin.AddDays(Days + 2));

        var found = await FoundAsync(world);
        var news = found.Count(f => f.Source is EventSource.Poll);
        var idle = world.Convo.PollCalls - news;
        var share = idle / (Days * 24.0 * settings.Limit);
        output.WriteLine(
            $"seed {settings.Seed}: {world.Convo.Meetings.Count} meetings, {world.Lost.Count} occasions lost, {news} found by "
            + $"{world.Convo.PollCalls} calls; {idle} calls brought nothing new ({share:P1} of the quota); {world.StorageFailures} rounds cut off");
        foreach (var kind in found.GroupBy(f => f.Kind))
        {
            var late = kind.Where(f => world.Lost.Contains((f.Id, f.Kind))).Select(f => f.Late).Order().ToList();
            output.WriteLine($"{kind.Key.Word()}: {late.Count} found after {late[late.Count / 2]:hh\\:mm\\:ss} (median), {late[^1]:hh\\:mm\\:ss} (latest)");
        }

        Assert.All(found, f => Assert.True(f.Late <= within, $"{f.Kind} of {f.Id} was found {f.Late} after it happened"));
        Assert.Equal(Expected(world), found.Select(f => (f.Id, f.Kind)).Order());
        Assert.True(news > 300, "too little was lost to tell anything");
        Assert.InRange(share, 0, quota);
        Assert.Equal(0, world.Convo.OverLimit);

        // Each summary and each meeting has its one message: no double run, none left out.
        Assert.All(world.Delivered, delivered => Assert.Equal(1, delivered.Value));
        Assert.Equal(Expected(world).Count(), world.Delivered.Count);
    }

    // Workdays with meetings in the eight hours of an office, some at night; key points within a few minutes, now and then none at all.
    private static void Schedule(PollWorld world, DateTimeOffset begin)
    {
        for (var day = 0; day < Days; day++)
        {
            var isWorkday = (begin.AddDays(day).DayOfWeek) is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            for (var n = 0; n < (isWorkday ? MeetingsOfAWorkday : 1); n++)
            {
                var start = begin.AddDays(day).AddHours(world.Dice.OneIn(10) ? 22 : 8 + (world.Dice.Next() * 8)).AddMinutes(5);
                var end = start.AddMinutes(15 + world.Dice.Pick(75));
                var made = world.Dice.OneIn(20) ? (DateTimeOffset?)null : end.AddSeconds(60 + world.Dice.Pick(480));
                world.Hold(new ModelMeeting($"sess_{day}_{n}", start, end, made));
            }
        }
    }

    private static IEnumerable<(string Id, OccasionKind Kind)> Expected(PollWorld world) => world.Convo.Meetings
        .SelectMany(m => m.KeyPointsAt is null ? [(m.Id, OccasionKind.Created)] : new[] { (m.Id, OccasionKind.Created), (m.Id, OccasionKind.Summary) })
        .Order();

    private static async Task<List<Found>> FoundAsync(PollWorld world)
    {
        var found = new List<Found>();
        foreach (var meeting in world.Convo.Meetings)
        {
            var known = await world.AnyInstance.Meetings.ReadAsync(MeetingKey.For(PollWorld.Account, meeting.Id), CancellationToken.None);
            foreach (var kind in known.Events.Where(e => e.Kind is OccasionKind.Created or OccasionKind.Summary).GroupBy(e => e.Kind!.Value))
            {
                var first = kind.MinBy(e => e.ReceivedAt)!;
                var happened = kind.Key is OccasionKind.Created ? meeting.End : meeting.KeyPointsAt!.Value;
                found.Add(new Found(meeting.Id, kind.Key, first.Source, first.ReceivedAt - happened));
            }
        }

        return found;
    }

    private sealed record Found(string Id, OccasionKind Kind, EventSource Source, TimeSpan Late);
}
