using System.Text.Json;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Simulation.World;

/// <summary>The recipes of a simulated world: published and switched off at a moment, as a person does it.</summary>
internal sealed class RecipeBook(SimulatedWorld world)
{
    private readonly Dictionary<string, PublishedRecipe> on = [];
    private readonly Dictionary<string, Recipe> known = [];

    /// <summary>Since when a recipe has been on, and until when it was.</summary>
    public Dictionary<string, (DateTimeOffset Since, DateTimeOffset? Until)> History { get; } = [];

    /// <summary>Every recipe that was ever published.</summary>
    public IReadOnlyCollection<Recipe> Known => known.Values;

    public void Publish(Recipe recipe)
    {
        known[recipe.Id] = recipe;
        on[recipe.Id] = new PublishedRecipe(recipe, 1, world.Now);
        History[recipe.Id] = (world.Now, null);
    }

    public void SwitchOff(string recipe)
    {
        if (on.Remove(recipe))
        {
            History[recipe] = (History[recipe].Since, world.Now);
        }
    }

    /// <summary>The recipes as one instance reads them.</summary>
    public IRecipes For(Instance instance) => new Reader(this, world, instance);

    private sealed class Reader(RecipeBook book, SimulatedWorld world, Instance instance) : IRecipes
    {
        public async Task<IReadOnlyList<PublishedRecipe>> PublishedAsync(CancellationToken cancellation)
        {
            await world.Scheduler.PassAsync(instance, "read the published recipes", cancellation);
            return [.. book.on.Values];
        }

        public async Task<Recipe?> VersionAsync(string id, int version, CancellationToken cancellation)
        {
            await world.Scheduler.PassAsync(instance, $"read version {version} of {id}", cancellation);
            return book.known.GetValueOrDefault(id);
        }

        public async Task<string?> IsOffAsync(string id, CancellationToken cancellation)
        {
            await world.Scheduler.PassAsync(instance, $"is {id} off", cancellation);
            return book.on.ContainsKey(id) ? null : "switched off by alice";
        }
    }
}

/// <summary>The recipes that simulated teams have.</summary>
internal static class TeamRecipes
{
    public const string Summary = "summary";
    public const string Tasks = "tasks";
    public const string Renamed = "renamed";
    public const string Gone = "gone";
    public const string Words = "words";
    public const string Created = "created";
    public const string Asked = "asked";
    public const string Making = "making";
    public const string MakingToo = "making-too";

    /// <summary>How many credits a month each recipe that generates may spend.</summary>
    public const int CreditsPerMonth = 2;

    /// <summary>Posts the key points; once they are there, tells a system that can't be asked.</summary>
    public static Recipe ForSummary(IfFails ifFails = IfFails.Stop) => Of(
        Summary, OccasionKind.Summary, each: false, "keyPoints.title",
        Step("post", PostAction.Name, "keyPoints.title") with { IfFails = ifFails }, Step("tell", TellAction.Name, "keyPoints.title"));

    /// <summary>Posts the key points, and nothing else.</summary>
    public static Recipe ForOnePost() => Of(
        Summary, OccasionKind.Summary, each: false, "keyPoints.title", Step("post", PostAction.Name, "meeting.title"));

    /// <summary>Posts one message an action item.</summary>
    public static Recipe ForTasks() => Of(
        Tasks, OccasionKind.Summary, each: false, "actionItems", Step("item", PostAction.Name, "") with { ForEach = "actionItems" });

    /// <summary>Posts each new title.</summary>
    public static Recipe ForRenamed() => Of(Renamed, OccasionKind.Updated, each: true, "event.title", Step("post", PostAction.Name, "event.title"));

    /// <summary>Says that a meeting was deleted.</summary>
    public static Recipe ForGone() => Of(Gone, OccasionKind.Deleted, each: false, "meeting.id", Step("post", PostAction.Name, "meeting.id"));

    /// <summary>Posts the key points once a person has approved them, and tells a system afterwards.</summary>
    public static Recipe ForAsked() => Of(
        Asked, OccasionKind.Summary, each: false, "keyPoints.title",
        Step("post", PostAction.Name, "keyPoints.title") with
        {
            Approve = new ApprovalRule("team", "#approvals", [SimulatedWorld.Anna], TimeSpan.FromMinutes(10)),
        },
        Step("tell", TellAction.Name, "keyPoints.title"));

    /// <summary>Has Convo make key points of each new meeting for a credit.</summary>
    public static Recipe ForMaking(string id) => Of(
        id, OccasionKind.Created, each: false, "meeting.title", Step("make", GenerateAction.Name, "meeting.title")) with
    {
        CreditsPerMonth = CreditsPerMonth,
    };

    /// <summary>Waits for words that never come.</summary>
    public static Recipe ForWords() => Of(Words, OccasionKind.Transcript, each: false, "transcript.text", Step("post", PostAction.Name, "transcript.text"));

    /// <summary>Posts that there is a new meeting.</summary>
    public static Recipe ForCreated() => Of(Created, OccasionKind.Created, each: false, "meeting.title", Step("post", PostAction.Name, "meeting.title"));

    /// <summary>Gives a meeting another title each time it gets one.</summary>
    public static Recipe ForRetitling(string id, string title) => Of(
        id, OccasionKind.Updated, each: true, "event.title", Step("title", RetitleAction.Name, title));

    private static Recipe Of(string id, OccasionKind kind, bool each, string need, params RecipeStep[] steps) => new(
        id, id, TimeZoneInfo.Utc, new RecipeWhen(new HashSet<OccasionKind> { kind }, each, TimeSpan.FromHours(2)), OnlyIf: null, steps,
        new HashSet<string> { need });

    private static RecipeStep Step(string id, string action, string fact) => new(
        id, action, Version: 1, Connection: "team", JsonSerializer.SerializeToElement(fact), ForEach: null, OnlyIf: null, IfFails.Stop, After: null);
}
