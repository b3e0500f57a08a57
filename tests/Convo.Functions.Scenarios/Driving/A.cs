namespace Convo.Functions.Scenarios.Driving;

/// <summary>Where sentences begin: <c>A.Meeting().Titled("Budget")</c>.</summary>
public static class A
{
    private static int number;

    /// <summary>A meeting with a title of its own, so that scenarios don't meet each other.</summary>
    public static MeetingScript Meeting() => new($"Meeting number {Next()}");

    /// <summary>A recipe with an id of its own, for the meetings of one title.</summary>
    public static RecipeScript RecipeFor(MeetingScript meeting) => new($"recipe-{Next()}", meeting.Title);

    /// <summary>A channel's name of its own.</summary>
    public static string Channel() => $"channel-{Next()}";

    private static int Next() => Interlocked.Increment(ref number);
}
