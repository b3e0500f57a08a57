using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Trying;

/// <summary>The run that a recipe would have on a meeting, had it been on from the beginning. Pure.</summary>
internal static class TrialRun
{
    /// <summary>The run of its newest occasion, and the meeting without what other runs left behind; null where nothing it waits for has happened.</summary>
    public static (Run Run, MeetingSnapshot Meeting)? Of(Recipe recipe, MeetingSnapshot meeting)
    {
        var fresh = Joined(meeting);
        var unread = fresh with { Meeting = fresh.Meeting! with { Joined = 0 } };
        var join = Joining.Decide(unread, [AlwaysOn(recipe)]);
        return join?.Runs.MaxBy(run => run.OpenedAt) is { } run ? (run, fresh) : null;
    }

    /// <summary>Why there is none.</summary>
    public static string WhyNone(Recipe recipe, MeetingSnapshot meeting) => WithoutRun.Reason(meeting, AlwaysOn(recipe));

    /// <summary>A run on a meeting whose occasion is taken as given.</summary>
    public static Run Pretend(Recipe recipe, MeetingSnapshot meeting, OccasionKind kind, DateTimeOffset now) => new(
        meeting.Key, recipe.Id, Version: 0, new Occasion(kind, Occasion.First), now, now + recipe.When.Deadline, RunState.Waiting);

    /// <summary>The meeting with its row, also where its first event has not been joined yet, and without wishes, runs and deliveries.</summary>
    public static MeetingSnapshot Joined(MeetingSnapshot meeting) => meeting with
    {
        Meeting = meeting.Meeting ?? Joining.Decide(meeting, [])!.Meeting,
        Events = [.. meeting.Events.Where(happened => happened.Again is null && !meeting.IsEcho(happened))],
        Runs = [],
        Deliveries = [],
    };

    private static PublishedRecipe AlwaysOn(Recipe recipe) => new(recipe, Version: 1, DateTimeOffset.MinValue);
}
