namespace Convo.Functions.Core.Recipes;

/// <summary>How large a recipe can be. The limits keep saving, rendering and previewing quick whatever somebody sends.</summary>
public static class RecipeLimits
{
    /// <summary>The longest document, in UTF-8 bytes; it fits one value of a row.</summary>
    public const int DocumentBytes = 64 * 1024;

    /// <summary>How deep the document's JSON goes.</summary>
    public const int Depth = 32;

    /// <summary>The most steps.</summary>
    public const int Steps = 50;

    /// <summary>How deep groups of conditions stand within each other.</summary>
    public const int ConditionDepth = 8;

    /// <summary>The most conditions under one <c>onlyIf</c>.</summary>
    public const int Conditions = 200;

    /// <summary>The longest text of a condition, in UTF-16 units.</summary>
    public const int ConditionText = 1_000;

    /// <summary>The longest id of a recipe.</summary>
    public const int Id = 64;

    /// <summary>The longest id of a step, and the longest name of a connection.</summary>
    public const int StepId = 40;

    /// <summary>The longest name of a recipe, in UTF-16 units.</summary>
    public const int Name = 100;

    /// <summary>The most AI credits a month that a recipe can be allowed: ten times the largest documented quota.</summary>
    public const int CreditsPerMonth = 1_000;

    /// <summary>The most questions: each is a credit a meeting, and the cheapest plan has ten a month.</summary>
    public const int Questions = 5;

    /// <summary>The longest question, in UTF-16 units (Convo's API documentation, "Query Conversation": 500 characters).</summary>
    public const int Question = 500;

    /// <summary>The longest wait for missing facts.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromDays(7);

    /// <summary>The wait for missing facts where a recipe names none.</summary>
    public static readonly TimeSpan UsualDeadline = TimeSpan.FromMinutes(20);
}
