using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Approvals;

/// <summary>Turns presses of buttons into answers, and tells who pressed where the message in the channel does not.</summary>
public sealed class ButtonAnswers(
    MeetingStore meetings, IConnections connections, IConnectionSecrets secrets, Answers answers, ApprovalLinks links)
{
    /// <summary>Takes a press that its tool has signed.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="connection">The connection by which it came.</param>
    /// <param name="press">The press.</param>
    /// <param name="value">What the button carries, as far as it can be believed: who holds the secret can write anything into it.</param>
    /// <param name="app">Where the app is reached from outside.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<DoorAnswer> TakeAsync(
        IButtonPresses tool, string connection, ButtonPress press, ButtonValue value, Uri app, CancellationToken cancellation)
    {
        if (await meetings.ReadAsync(Asking.IdOf(value.Delivery), cancellation) is not { } ask || ask.Connection != connection)
        {
            await tool.TellAsync(press, new ButtonReply("This question was not asked here, or is no longer known."), cancellation);
            return DoorAnswer.Foreign;
        }

        var reply = await WhoAsync(tool, connection, press, cancellation) switch
        {
            PressedBy.Known { Email: var email } when press.Wish is ButtonWish.Page => await PageAsync(value, email, app, cancellation),
            PressedBy.Known { Email: var email } => Say(await answers.TakeAsync(
                value.Delivery,
                value.Content,
                press.Wish is ButtonWish.Approve ? ApprovalVerdict.Approved : ApprovalVerdict.Rejected,
                new Approver(email, IsEditor: false),
                cancellation)),
            PressedBy.NotKnown unknown => new ButtonReply($"Nothing was decided: {unknown.Reason} {unknown.Advice}".TrimEnd()),
            _ => throw new InvalidOperationException("who pressed is known or not"),
        };

        if (reply is not null)
        {
            await tool.TellAsync(press, reply, cancellation);
        }

        return DoorAnswer.Taken;
    }

    /// <summary>What a person is told about an answer; null where what they see says it.</summary>
    public static ButtonReply? Say(AnswerTaken taken) => taken switch
    {
        AnswerTaken.Made => null,
        AnswerTaken.Already { Outcome: { Verdict: ApprovalVerdict.Expired } } => new("Nobody had approved it in time; it is not sent."),
        AnswerTaken.Already { Outcome: var outcome } =>
            new($"It was {outcome.Verdict.Word()} already, by {outcome.Who} at {ApprovalTime.Show(outcome.At, "UTC")}. It stays so."),
        AnswerTaken.Changed => new("Nothing was decided: what would be sent has changed meanwhile. Look at the message again; it shows the new text."),
        AnswerTaken.TooLate late => new($"Nothing was decided: the time was over at {ApprovalTime.Show(late.Until, "UTC")}. It is not sent; run it again."),
        AnswerTaken.Over { Reason: var reason } => new($"Nothing was decided: it is no longer open{(reason is null ? "." : $" ({reason}).")}"),
        AnswerTaken.NotNamed named => new($"Nothing was decided: only {string.Join(", ", named.By)} can."),
        AnswerTaken.Busy => new("Nothing was decided: somebody else is at it this moment. Press again in two minutes."),
        _ => new("Nothing was decided: this is no longer known."),
    };

    private async Task<PressedBy> WhoAsync(IButtonPresses tool, string name, ButtonPress press, CancellationToken cancellation) =>
        await connections.FindAsync(name, cancellation) is { } connection && await secrets.ReadAsync(connection, cancellation) is { } known
            ? await tool.WhoAsync(press, connection, known, cancellation)
            : new PressedBy.NotKnown("The connection is gone.", "Connect it again.");

    private async Task<ButtonReply?> PageAsync(ButtonValue value, string email, Uri app, CancellationToken cancellation)
    {
        if (await meetings.ReadAsync(value.Delivery, cancellation) is not { Approval: { } approval } waiting)
        {
            return Say(new AnswerTaken.Unknown());
        }

        if (!approval.Names(email))
        {
            return Say(new AnswerTaken.NotNamed(approval.By));
        }

        if (waiting.State is not DeliveryState.Awaiting)
        {
            return Say(new AnswerTaken.Over(waiting.Reason));
        }

        // Not for what the button showed but for what would go out now: that is what the page shows.
        var token = await links.MakeAsync(value.Delivery, waiting.Desired, email, cancellation);
        return new ButtonReply("Only for you: all of it on a page, where you can decide.", new Uri(app, $"approve/{token}"));
    }
}
