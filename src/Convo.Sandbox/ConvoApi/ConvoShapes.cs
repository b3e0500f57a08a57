namespace Convo.Sandbox.ConvoApi;

/// <summary>
/// Which of two forms an answer has where Convo's pages disagree. The generations are those of the pages: <c>A</c> the oldest single page, <c>C</c> the
/// newest reference. <c>mixed</c>, the default, is the newest but for <see cref="ProfilePictureUrl"/>, <see cref="OwnerFirst"/>,
/// <see cref="ResetInMilliseconds"/> and <see cref="SnakeCreatedAt"/>.
/// </summary>
internal sealed record ConvoShapes
{
    public static readonly ConvoShapes Mixed = new();

    public static readonly ConvoShapes A = new()
    {
        RatioInPercent = true,
        CapitalCategories = true,
        WholeScores = true,
        TopPriority = false,
        KeypointsTitle = false,
        LinkedCalendarEventId = false,
        Milliseconds = false,
        HeadersOnErrors = false,
    };

    public static readonly ConvoShapes C = new() { ProfilePictureUrl = true, OwnerFirst = false, ResetInMilliseconds = true, SnakeCreatedAt = false };

    /// <summary>The names of the generations, for people.</summary>
    public const string Generations = "A, C, mixed";

    /// <summary><c>talkListenRatio</c> as 62, not as 0.62.</summary>
    public bool RatioInPercent { get; init; }

    /// <summary>The category of a strength as "Time management", not as "timeManagement".</summary>
    public bool CapitalCategories { get; init; }

    /// <summary>Category scores as whole numbers.</summary>
    public bool WholeScores { get; init; }

    /// <summary>Whether feedback has <c>topPriority</c>.</summary>
    public bool TopPriority { get; init; } = true;

    /// <summary>Whether key points have a title inside, beside the one outside.</summary>
    public bool KeypointsTitle { get; init; } = true;

    /// <summary>Whether the list has <c>linkedCalendarEventId</c>, null where there is none.</summary>
    public bool LinkedCalendarEventId { get; init; } = true;

    /// <summary>Whether the profile has <c>profilePictureUrl</c>, as null.</summary>
    public bool ProfilePictureUrl { get; init; }

    /// <summary>Whether moments have milliseconds; those of events always do.</summary>
    public bool Milliseconds { get; init; } = true;

    /// <summary>The e-mail's action items as "Sarah: task", not as "task (Alice, next week)".</summary>
    public bool OwnerFirst { get; init; } = true;

    /// <summary>The X-RateLimit headers on errors too, not on success alone.</summary>
    public bool HeadersOnErrors { get; init; } = true;

    /// <summary>X-RateLimit-Reset in unix milliseconds, not in seconds.</summary>
    public bool ResetInMilliseconds { get; init; }

    /// <summary><c>created_at</c> in the list of webhooks, not <c>createdAt</c>.</summary>
    public bool SnakeCreatedAt { get; init; } = true;

    /// <summary>The generation that these forms are; <c>own</c> for a choice of one's own.</summary>
    public string Generation() => this == Mixed ? "mixed" : this == A ? "A" : this == C ? "C" : "own";

    /// <summary>The forms of a generation; null where there is none of the name.</summary>
    public static ConvoShapes? Of(string generation) => generation switch
    {
        "A" => A,
        "C" => C,
        "mixed" => Mixed,
        _ => null,
    };

    /// <summary>These forms with one set by its name; null where there is none of the name.</summary>
    public ConvoShapes? With(string shape, bool on) => shape switch
    {
        "ratioInPercent" => this with { RatioInPercent = on },
        "capitalCategories" => this with { CapitalCategories = on },
        "wholeScores" => this with { WholeScores = on },
        "topPriority" => this with { TopPriority = on },
        "keypointsTitle" => this with { KeypointsTitle = on },
        "linkedCalendarEventId" => this with { LinkedCalendarEventId = on },
        "profilePictureUrl" => this with { ProfilePictureUrl = on },
        "milliseconds" => this with { Milliseconds = on },
        "ownerFirst" => this with { OwnerFirst = on },
        "headersOnErrors" => this with { HeadersOnErrors = on },
        "resetInMilliseconds" => this with { ResetInMilliseconds = on },
        "snakeCreatedAt" => this with { SnakeCreatedAt = on },
        _ => null,
    };

    /// <summary>A moment in an answer.</summary>
    public string Time(DateTimeOffset moment) => Milliseconds ? ConvoTime.Format(moment) : ConvoTime.FormatWithoutMilliseconds(moment);
}
