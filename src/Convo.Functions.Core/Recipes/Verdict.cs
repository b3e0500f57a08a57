namespace Convo.Functions.Core.Recipes;

/// <summary>Whether conditions hold.</summary>
/// <param name="Holds">True where they do.</param>
/// <param name="Why">
/// Where they don't: why not, such as "condition 2: meeting.minutes is 4, needs at least 10". It goes into the run's history, so it never has text of a
/// meeting in it, only counts and figures of its schedule.
/// </param>
public sealed record Verdict(bool Holds, string? Why)
{
    /// <summary>They hold.</summary>
    public static Verdict Yes { get; } = new(true, null);
}
