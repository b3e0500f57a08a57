using Convo.Functions.Core.Access;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Approvals;

/// <summary>Takes people's answers, by whatever way they come. One is taken; whoever comes later is told which.</summary>
public sealed class Answers(MeetingStore meetings, Answering answering, OpenWork open, Hints hints, AuditTrail audit, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Takes an answer. When it returns <see cref="AnswerTaken.Made"/>, it is durable.</summary>
    /// <param name="id">The delivery that waits.</param>
    /// <param name="content">The hash of what the person has seen.</param>
    /// <param name="verdict">Yes or no.</param>
    /// <param name="who">Who answers.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="Ports.StorageException">The store can't be reached: the person has to answer again, and is told if it was taken after all.</exception>
    public async Task<AnswerTaken> TakeAsync(DeliveryId id, string content, ApprovalVerdict verdict, Approver who, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = clock.GetUtcNow();

            if (await meetings.ReadAsync(id, cancellation) is not { Approval: { } approval } waiting)
            {
                return new AnswerTaken.Unknown();
            }

            if (!who.MayAnswer(approval))
            {
                return new AnswerTaken.NotNamed(approval.By);
            }

            if (Refusal(waiting, approval, content, verdict, now) is { } refusal)
            {
                await RemindAsync(waiting, cancellation);
                return refusal;
            }

            var ask = await meetings.ReadAsync(Asking.IdOf(id), cancellation);

            if (await answering.WriteAsync(waiting.Answer(verdict, who.Name, now), ask, cancellation))
            {
                await hints.AdvanceAsync(id.Meeting, cancellation);
                await audit.RecordAsync(who.Name, $"approval.{verdict.Word()}", id.ToString(), cancellation);
                return new AnswerTaken.Made(verdict, now);
            }
        }

        return new AnswerTaken.Busy();
    }

    /// <summary>Why an answer can't be taken; null where it can. Pure.</summary>
    public static AnswerTaken? Refusal(Delivery waiting, Approval approval, string content, ApprovalVerdict verdict, DateTimeOffset now)
    {
        if (approval.Content == content && ApprovalOutcome.Of(approval) is { } outcome)
        {
            return new AnswerTaken.Already(outcome);
        }

        if (waiting.State is not DeliveryState.Awaiting)
        {
            return new AnswerTaken.Over(waiting.Reason);
        }

        if (waiting.Desired != content)
        {
            return new AnswerTaken.Changed();
        }

        if (approval.Until <= now)
        {
            return new AnswerTaken.TooLate(approval.Until);
        }

        // What was approved before may be going out this moment; only once that is known, a no has a meaning.
        return verdict is not ApprovalVerdict.Approved && waiting.IsLeased(now) ? new AnswerTaken.Busy() : null;
    }

    // An answer may have been written, and its writer have died before anybody was told of it.
    private async Task RemindAsync(Delivery waiting, CancellationToken cancellation)
    {
        if (waiting.State is DeliveryState.Pending)
        {
            await open.CreateAsync(waiting.Id.Meeting, clock.GetUtcNow(), [], cancellation);
            await hints.AdvanceAsync(waiting.Id.Meeting, cancellation);
        }
    }
}

/// <summary>Who answers.</summary>
/// <param name="Name">As it is shown and kept: an e-mail address, or the name of who is signed in.</param>
/// <param name="IsEditor">True for who is signed in as an editor: they may answer what anybody was asked.</param>
public sealed record Approver(string Name, bool IsEditor)
{
    /// <summary>Whether this person may answer.</summary>
    public bool MayAnswer(Approval approval) => IsEditor || approval.Names(Name);
}

/// <summary>What became of an answer.</summary>
public abstract record AnswerTaken
{
    private AnswerTaken()
    {
    }

    /// <summary>Taken, and durable.</summary>
    public sealed record Made(ApprovalVerdict Verdict, DateTimeOffset At) : AnswerTaken;

    /// <summary>Somebody had answered before; so it stays.</summary>
    public sealed record Already(ApprovalOutcome Outcome) : AnswerTaken;

    /// <summary>What would go out is another by now: it has to be looked at again.</summary>
    public sealed record Changed : AnswerTaken;

    /// <summary>The time was over.</summary>
    public sealed record TooLate(DateTimeOffset Until) : AnswerTaken;

    /// <summary>It is no longer wanted, or has ended otherwise.</summary>
    public sealed record Over(string? Reason) : AnswerTaken;

    /// <summary>This person isn't among those who may decide.</summary>
    public sealed record NotNamed(IReadOnlyList<string> By) : AnswerTaken;

    /// <summary>Others are at it this moment: nothing was taken; try again.</summary>
    public sealed record Busy : AnswerTaken;

    /// <summary>There is no such delivery, or it needs no approval.</summary>
    public sealed record Unknown : AnswerTaken;
}
