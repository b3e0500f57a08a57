using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Calendars.Matching;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Calendars.Doubles;

/// <summary>
/// Two people who record one meeting have two recordings of it, each in their own account; a recipe is done for the first that gets there. Asked right before
/// a run writes its deliveries, or spends a credit for them.
/// </summary>
public sealed class DoubleRecordings(
    EventClaims claims, MeetingStore meetings, AccountStore accounts, SeveralAccounts several, FlowOptions options, TimeProvider clock)
{
    private const int MostDoublings = 6;
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a recipe is done once for an event: feedback and failures are about one recording, and changes come as often as they are made.
    /// </summary>
    public static bool IsOnce(Recipe recipe, OccasionKind kind) =>
        recipe.When.OncePerEvent && kind is OccasionKind.Summary or OccasionKind.Transcript or OccasionKind.Created;

    /// <summary>Whether any recipe that is on is done once for an event: then the calendars of several accounts are read.</summary>
    public static bool IsWanted(IEnumerable<PublishedRecipe> published) =>
        published.Any(one => one.Recipe.When.Occasions.Any(kind => IsOnce(one.Recipe, kind)));

    /// <summary>Whether a run has to stand aside for another recording of its meeting; null where it goes on.</summary>
    /// <param name="run">The run. What a person runs again goes on whatever others did.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="facts">The facts of its meeting.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Readiness?> StandsAsideAsync(Run run, Recipe recipe, MeetingFacts facts, CancellationToken cancellation)
    {
        // What has something on its way has asked before.
        if (run.Total > 0 || run.Occasion.N != Occasion.First || !IsOnce(recipe, run.Occasion.Kind) || !await several.AreThereAsync(cancellation))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var mayWait = now < run.Deadline + options.LongestWait;
        var (match, later) = await facts.EventAsync(cancellation);

        if (later is not null && mayWait)
        {
            return new Readiness.Wait(later.Reason, later.NotBefore > now ? later.NotBefore : now + FirstLook, IsParked: true);
        }

        if (match is null || match.Score < CalendarMatch.DefaultThreshold)
        {
            return null;
        }

        var holding = Holding.GaveWay;
        var holder = await claims.TakeAsync(
            recipe.Id,
            run.Occasion.Kind,
            EventMark.Of(match.Event),
            run.Meeting,
            async other => (holding = Holdings.Of(await meetings.ReadAsync(other, cancellation), recipe.Id, run.Occasion.Kind)) is not Holding.GaveWay,
            cancellation);

        if (holder is not { } kept)
        {
            return null;
        }

        var owner = (await accounts.FindAsync(kept.Connection, cancellation))?.Owner ?? kept.Connection;
        return holding switch
        {
            Holding.Delivered => new Readiness.Leave($"already posted from {owner}'s recording"),
            Holding.Open when mayWait => new Readiness.Wait(
                $"{owner}'s recording of this meeting came first; if nothing comes of it, this one is taken.", now + Pause(run), IsParked: false),
            _ => new Readiness.Leave($"{owner}'s recording of this meeting came first, and may have been posted"),
        };
    }

    private static TimeSpan Pause(Run run) => FirstLook * Math.Pow(2, Math.Min(run.Looks, MostDoublings));
}
