using System.Globalization;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Planning;

/// <summary>Says why a recipe has no run on a meeting. Pure; what starts runs is <see cref="Joining"/>.</summary>
public static class WithoutRun
{
    /// <summary>The recipes that are on and have no run on the meeting, each with the reason.</summary>
    public static IReadOnlyList<(PublishedRecipe Recipe, string Reason)> Of(MeetingSnapshot meeting, IReadOnlyList<PublishedRecipe> published) =>
    [
        .. published.Where(one => !meeting.Runs.Any(run => run.Recipe == one.Recipe.Id)).Select(one => (one, Reason(meeting, one))),
    ];

    /// <summary>Why nothing that a recipe waits for has happened to a meeting.</summary>
    public static string Reason(MeetingSnapshot meeting, PublishedRecipe published)
    {
        var kinds = published.Recipe.When.Occasions;
        var came = meeting.Events.Where(happened => happened.Again is null && happened.Kind is { } kind && kinds.Contains(kind)).ToList();

        if (meeting.Events.Any(happened => happened.Kind is OccasionKind.Deleted) && !kinds.Contains(OccasionKind.Deleted))
        {
            return "The meeting was deleted in Convo.";
        }

        if (came.Count > 0 && came.TrueForAll(meeting.IsEcho))
        {
            return "What happened was the doing of a recipe, and that starts none: recipes would feed each other for ever.";
        }

        if (came.Count == 0)
        {
            var had = meeting.Events.Select(happened => happened.Kind).OfType<OccasionKind>().Distinct().Order().Select(kind => kind.Word()).ToList();
            return $"It waits for {string.Join(" or ", kinds.Order().Select(kind => kind.Word()))}; "
                + $"this meeting has had {(had.Count > 0 ? string.Join(", ", had) : "no occasion")} so far.";
        }

        return came.Max(happened => happened.ReceivedAt) < published.ActiveSince
            ? string.Create(
                CultureInfo.InvariantCulture, $"It was switched on at {published.ActiveSince.UtcDateTime:yyyy-MM-dd HH:mm} UTC, after this had happened.")
            : "It starts within moments.";
    }
}
