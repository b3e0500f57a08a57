using System.Text.Json.Nodes;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>What happens to a meeting at Convo.</summary>
internal enum Happening
{
    /// <summary>It ends, and is listed.</summary>
    Held,

    /// <summary>Its key points are made.</summary>
    KeyPoints,

    /// <summary>Its key points are made anew.</summary>
    Refreshed,

    /// <summary>It gets another title.</summary>
    Renamed,

    /// <summary>A public link is made.</summary>
    Shared,

    /// <summary>Feedback is made.</summary>
    Feedback,

    /// <summary>It turns out that there will be no transcript.</summary>
    Failed,

    /// <summary>It is deleted.</summary>
    Deleted,
}

/// <summary>Something that happens to a meeting.</summary>
/// <param name="At">When, from the campaign's begin.</param>
/// <param name="What">What.</param>
internal sealed record PlannedStep(TimeSpan At, Happening What);

/// <summary>A meeting as it is planned.</summary>
/// <param name="Number">Names it.</param>
/// <param name="Tier">The account that it is held in, by its plan.</param>
/// <param name="IsWithCustomer">Whether Convo is to draft a mail about it, which costs an AI credit.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Steps">What happens to it, in order; first that it is held.</param>
internal sealed record PlannedMeeting(int Number, string Tier, bool IsWithCustomer, int Minutes, IReadOnlyList<PlannedStep> Steps)
{
    public const string CustomerWord = "Customer";

    public string Title => $"{(IsWithCustomer ? CustomerWord : "Team")} {Number}";

    /// <summary>Its title after it was renamed.</summary>
    public string OtherTitle => $"{Title} renamed";

    /// <summary>When it ends, from the campaign's begin.</summary>
    public TimeSpan End => Steps[0].At;

    /// <summary>When something happens to it; null where it never does.</summary>
    public TimeSpan? AtOf(Happening what) => Steps.FirstOrDefault(step => step.What == what)?.At;

    public bool Has(Happening what) => AtOf(what) is not null;

    /// <summary>A word of the key points; each time they are made it is another one.</summary>
    public string Item(bool isRefreshed) => $"item of {Number} {(isRefreshed ? "second" : "first")}";

    /// <summary>The key points as Convo holds them.</summary>
    public JsonObject KeyPoints(bool isRefreshed) => new()
    {
        ["title"] = Title,
        ["actionItems"] = new JsonArray(new JsonObject { ["item"] = Item(isRefreshed), ["owner"] = "Marit" }),
    };
}
