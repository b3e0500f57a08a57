using System.Globalization;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Planning;

/// <summary>Says whether a run can fire with the facts that could be had. Pure.</summary>
public abstract record Readiness
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongLimit = TimeSpan.FromDays(1);

    private Readiness()
    {
    }

    /// <summary>It can fire now.</summary>
    public sealed record Ready(FactSet Facts) : Readiness;

    /// <summary>It waits and looks again then; sooner when a further event comes, unless it is parked by a limit or an outage.</summary>
    public sealed record Wait(string Reason, DateTimeOffset Until, bool IsParked) : Readiness
    {
        /// <summary>The deadline that the run has from now on; null where it stays as it is.</summary>
        public DateTimeOffset? Deadline { get; init; }
    }

    /// <summary>It ends as it should, without doing anything: there is nothing left to do.</summary>
    public sealed record Leave(string Reason) : Readiness;

    /// <summary>It ends without its effect.</summary>
    public sealed record Refuse(string Reason, string Advice) : Readiness;

    /// <summary>
    /// A run fires the moment all facts it needs can be had. The deadline only bounds waiting for what is missing: a limit or an outage at
    /// Convo is waited out beyond it. Where a limit says that it lasts for days (a month's AI credits), the deadline moves to its end: what comes up then
    /// is waited out as ever. It does not move on and on: who finds the next month's credits used up, too, is told so.
    /// </summary>
    public static Readiness Decide(
        Run run, IReadOnlyDictionary<FactGroup, FactAnswer> answers, FactValue.Group known, DateTimeOffset now, TimeSpan longestWait)
    {
        if (answers.Values.OfType<FactAnswer.Denied>().FirstOrDefault() is { } denied)
        {
            return new Refuse(denied.Reason, denied.Advice);
        }

        if (answers.OrderByDescending(a => (a.Value as FactAnswer.Later)?.NotBefore).FirstOrDefault() is { Value: FactAnswer.Later later } limit)
        {
            return WaitFor(later, run, now, longestWait) ?? (Readiness)GiveUp(limit.Key, later, longestWait);
        }

        if (answers.Values.OfType<FactAnswer.NotYet>().FirstOrDefault() is { } missing)
        {
            if (now < run.Deadline)
            {
                return new Wait(missing.Reason, NextLook(run, now), IsParked: false);
            }

            if (answers.GetValueOrDefault(Essential(run.Occasion.Kind)) is FactAnswer.NotYet late)
            {
                return new Refuse($"{late.Reason} (waited until {run.Deadline.UtcDateTime:yyyy-MM-dd HH:mm} UTC)",
                    "Look in Convo whether the meeting has them by now, then run it again; or give the recipe a longer deadline.");
            }
        }

        return new Ready(Merge(answers, known));
    }

    /// <summary>The group without which an occasion has nothing to say.</summary>
    public static FactGroup Essential(OccasionKind kind) => kind switch
    {
        OccasionKind.Summary => FactGroup.KeyPoints,
        OccasionKind.Transcript => FactGroup.Transcript,
        _ => FactGroup.Event,
    };

    // Null where nobody waits for it any more.
    private static Wait? WaitFor(FactAnswer.Later later, Run run, DateTimeOffset now, TimeSpan longestWait)
    {
        var own = run.Deadline + longestWait;
        var moves = now < own && later.NotBefore - now >= LongLimit && later.NotBefore > run.Deadline
            && run.Deadline <= run.OpenedAt + RecipeLimits.Deadline;
        var end = moves ? later.NotBefore + longestWait : own;
        return (now < end && later.NotBefore < end) || later.IsUnderWay
            ? new(Words(later, end), later.NotBefore > now ? later.NotBefore : now + FirstLook, IsParked: true) { Deadline = moves ? later.NotBefore : null }
            : null;
    }

    private static Refuse GiveUp(FactGroup group, FactAnswer.Later later, TimeSpan longestWait) => group is FactGroup.Email or FactGroup.Answers
        ? new Refuse(
            $"It waited for an AI credit in vain: {later.Reason}",
            "Give the recipe more credits a month, or run it again when there are some.")
        : new Refuse($"Convo could not be asked for {longestWait.TotalDays:0} days: {later.Reason}", "Check the connection to Convo, then run it again.");

    private static string Words(FactAnswer.Later later, DateTimeOffset end) => later.NeedsPerson
        ? string.Create(
            CultureInfo.InvariantCulture, $"{later.Reason} This run goes on by itself then, and waits until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
        : later.Reason;

    private static DateTimeOffset NextLook(Run run, DateTimeOffset now)
    {
        var next = now + (FirstLook * Math.Pow(2, Math.Min(run.Looks, 10)));
        return next < run.Deadline ? next : run.Deadline;
    }

    /// <summary>What is known in all, each answer laid over what was known before.</summary>
    internal static FactSet Merge(IReadOnlyDictionary<FactGroup, FactAnswer> answers, FactValue.Group known)
    {
        var root = known;

        foreach (var (_, answer) in answers.OrderBy(a => a.Key))
        {
            if (answer is FactAnswer.Known { Facts: var facts })
            {
                root = Over(root, facts);
            }
        }

        return new FactSet(root);
    }

    private static FactValue.Group Over(FactValue.Group under, FactValue.Group over)
    {
        var members = new Dictionary<string, FactValue>(under.Members, StringComparer.Ordinal);

        foreach (var (name, value) in over.Members)
        {
            members[name] = value is FactValue.Group group && members.GetValueOrDefault(name) is FactValue.Group below ? Over(below, group) : value;
        }

        return new FactValue.Group(members);
    }
}
