namespace Convo.Functions.Connectors.Slack;

/// <summary>What Slack answered to one call, as far as it can be told.</summary>
/// <typeparam name="T">The documented answer.</typeparam>
internal abstract record SlackAnswer<T>
{
    private SlackAnswer()
    {
    }

    /// <summary>It worked.</summary>
    public sealed record Here(T Value, IReadOnlyList<string> Scopes) : SlackAnswer<T>;

    /// <summary>It did not, and Slack (or the way to it) said why.</summary>
    public sealed record Not(SlackTrouble Trouble) : SlackAnswer<T>;
}

/// <summary>Why a call did not work.</summary>
/// <param name="Effect">Whether it may have taken effect, and whether it is worth trying again.</param>
/// <param name="Reason">What happened; without anything that a user wrote or a meeting said.</param>
/// <param name="Advice">What a person can do; empty where waiting is all there is to do.</param>
internal sealed record SlackTrouble(SlackEffect Effect, string Reason, string Advice = "")
{
    /// <summary>Slack's own name of the error, where it gave a well-formed one.</summary>
    public string? Error { get; init; }

    /// <summary>How long Slack asked to wait.</summary>
    public TimeSpan? Wait { get; init; }
}

/// <summary>What an error says about the effect of the call.</summary>
internal enum SlackEffect
{
    /// <summary>None now, and none like this later.</summary>
    Refused,

    /// <summary>None now; it may work later.</summary>
    Later,

    /// <summary>It may have happened.</summary>
    Unclear,
}
