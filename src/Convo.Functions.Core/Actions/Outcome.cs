using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Actions;

/// <summary>What became of an attempt to deliver. An exception means a bug, or a crash.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Receipt">What the action needs to find, edit or withdraw its effect again; opaque to all others; no meeting content.</param>
    /// <param name="Link">Where a person can see it; null where there is no such place.</param>
    public sealed record Delivered(string Receipt, string? Link = null) : Outcome
    {
        /// <summary>The occasion that it caused at Convo, where that differs from what was planned (<see cref="Artefact.Echo"/>).</summary>
        public Occasion? Echo { get; init; }
    }

    /// <summary>It certainly did not happen, and may work later.</summary>
    /// <param name="Reason">What happened, for the run's history; no meeting content.</param>
    /// <param name="NotBefore">When the destination said to come back; null for the schedule's own time.</param>
    public sealed record TryAgain(string Reason, DateTimeOffset? NotBefore = null) : Outcome
    {
        /// <summary>False where nothing was sent, such as while waiting for one's turn at a channel: that doesn't count as an attempt.</summary>
        public bool WasAttempt { get; init; } = true;
    }

    /// <summary>It did not happen and never will like this.</summary>
    /// <param name="Reason">What happened.</param>
    /// <param name="Advice">What a person can do about it.</param>
    public sealed record Refused(string Reason, string Advice) : Outcome
    {
        /// <summary>The receipt of a part that did happen and could not be undone; null, as nearly always, where nothing is there.</summary>
        public string? LeftBehind { get; init; }
    }

    /// <summary>It may have happened: no answer came. The next attempt looks first, unless nobody but a person can look.</summary>
    /// <param name="Reason">What happened.</param>
    /// <param name="Advice">
    /// Where the action has no way to look: what a person can do. The delivery ends there, because trying again could repeat the effect. Null where a
    /// look-up settles it.
    /// </param>
    public sealed record Uncertain(string Reason, string? Advice = null) : Outcome;

    /// <summary>Of a withdrawal: nothing of it is there (any more).</summary>
    public sealed record Withdrawn : Outcome;

    /// <summary>Of a withdrawal: it can't be recalled, and never will be able to.</summary>
    /// <param name="What">What stands, by name and without meeting content, such as <c>mail to 2 addresses</c>; it follows "can't be recalled: ".</param>
    /// <param name="Reason">Why, as a sentence of its own; empty where it goes without saying.</param>
    /// <param name="Advice">What a person can do about it.</param>
    public sealed record Stands(string What, string Reason, string Advice) : Outcome;
}

/// <summary>What a look for the effect of an earlier attempt found.</summary>
public abstract record LookUp
{
    private LookUp()
    {
    }

    /// <summary>The effect is there.</summary>
    /// <param name="Receipt">As <see cref="Outcome.Delivered.Receipt"/>.</param>
    /// <param name="ContentHash">Which artefact it shows, where the effect tells; null where unknown, then it is edited to be sure.</param>
    /// <param name="Link">As <see cref="Outcome.Delivered.Link"/>.</param>
    public sealed record Found(string Receipt, string? ContentHash, string? Link = null) : LookUp;

    /// <summary>The effect is certainly not there.</summary>
    public sealed record Absent : LookUp;

    /// <summary>No answer now; ask again.</summary>
    public sealed record Later(string Reason, DateTimeOffset? NotBefore = null) : LookUp;

    /// <summary>It can't be told: a person has to look.</summary>
    public sealed record CannotTell(string Reason, string Advice) : LookUp;

    /// <summary>This action has no way to look up its effect; it repeats at most once per crash, marked with the same id.</summary>
    public sealed record NotPossible : LookUp;
}
