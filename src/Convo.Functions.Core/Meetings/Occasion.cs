namespace Convo.Functions.Core.Meetings;

/// <summary>What a run is about. A recipe runs once for each occasion of a meeting.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="N">
/// Tells occasions of one kind apart: <c>0</c> for the first and usually only one; a short hash of the data for recipes that say "each time";
/// <c>again-1</c>, <c>again-2</c>, … when a person runs it again.
/// </param>
public readonly record struct Occasion(OccasionKind Kind, string N)
{
    /// <summary>The n of the occasion that the events themselves open.</summary>
    public const string First = "0";

    private const string AgainPrefix = "again-";

    /// <summary>True for an occasion that a person opened by running a recipe again.</summary>
    public bool IsAgain => N.StartsWith(AgainPrefix, StringComparison.Ordinal);

    /// <summary>As it stands in row keys, such as <c>summary.0</c>.</summary>
    public override string ToString() => $"{Kind.Word()}.{N}";

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is nothing of the kind.</summary>
    public static Occasion? Parse(string text) =>
        text.Split('.', 2) is [var word, { Length: > 0 } n] && OccasionKinds.Parse(word) is { } kind ? new Occasion(kind, n) : null;
}

/// <summary>The kinds of occasion (<c>when.occasion</c> of a recipe).</summary>
public enum OccasionKind
{
    /// <summary>The key points are there: three of Convo's events, or the poll, open the same occasion.</summary>
    Summary,

    /// <summary>Feedback on how a person communicates is there.</summary>
    Feedback,

    /// <summary>The transcript is there.</summary>
    Transcript,

    /// <summary>Convo knows of a new meeting.</summary>
    Created,

    /// <summary>The title changed.</summary>
    Updated,

    /// <summary>A public link was made.</summary>
    Shared,

    /// <summary>The meeting was deleted in Convo.</summary>
    Deleted,

    /// <summary>There will be no transcript.</summary>
    Failed,
}

/// <summary>The words for the kinds of occasion, as recipes and row keys write them.</summary>
public static class OccasionKinds
{
    /// <summary>All kinds, in the order of the enumeration.</summary>
    public static IReadOnlyList<OccasionKind> All { get; } = Enum.GetValues<OccasionKind>();

    /// <summary>The word for a kind: its name in lower case.</summary>
    public static string Word(this OccasionKind kind) => kind switch
    {
        OccasionKind.Summary => "summary",
        OccasionKind.Feedback => "feedback",
        OccasionKind.Transcript => "transcript",
        OccasionKind.Created => "created",
        OccasionKind.Updated => "updated",
        OccasionKind.Shared => "shared",
        OccasionKind.Deleted => "deleted",
        OccasionKind.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of occasion"),
    };

    /// <summary>The kind for a word; null where no kind has it.</summary>
    public static OccasionKind? Parse(string word)
    {
        foreach (var kind in All)
        {
            if (kind.Word() == word)
            {
                return kind;
            }
        }

        return null;
    }
}
