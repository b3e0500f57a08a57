using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Histories;

/// <summary>Puts a history into an account, and what its second recorder has of it into another.</summary>
internal sealed class HistoryStage(Stage stage, TimeProvider clock)
{
    /// <summary>Puts it in; no event is sent.</summary>
    /// <returns>The meetings, earliest first, each with the account it is in.</returns>
    public IReadOnlyList<(ConvoAccount Account, Conversation Conversation)> Load(HistoryScript history, ConvoAccount account, ulong seed)
    {
        var other = stage.Accounts.TwinOf(account);
        var casting = new HistoryCasting(history, seed, clock.GetUtcNow());
        var mine = casting.Cast(account.Owner, other.Owner, asTwin: false);
        foreach (var happening in casting.Upcoming(account.Owner, other.Owner).Concat(mine.Select(recorded => recorded.Cast.Event).OfType<CalendarEvent>()))
        {
            account.Calendar.Put(happening);
            if (happening.Attendees!.Any(person => person.Email == other.Owner.Email))
            {
                other.Calendar.Put(happening);
            }
        }

        var own = mine.Select(recorded => (Account: account, Recorded: recorded));
        var theirs = casting.Cast(account.Owner, other.Owner, asTwin: true).Select(recorded => (Account: other, Recorded: recorded));
        return [.. own.Concat(theirs).OrderBy(one => one.Recorded.Cast.Start).Select(one => (one.Account, Add(one.Account, one.Recorded)))];
    }

    /// <summary>Sends the usual events of each meeting, one meeting after the other.</summary>
    public async Task SendAsync(IReadOnlyList<(ConvoAccount Account, Conversation Conversation)> meetings, CancellationToken cancellationToken)
    {
        foreach (var (account, conversation) in meetings)
        {
            stage.Fire(account, conversation, Stage.UsualEvents(conversation), out var sending);
            await sending.WaitAsync(cancellationToken);
        }
    }

    private Conversation Add(ConvoAccount account, HistoryCasting.Recorded recorded)
    {
        var conversation = stage.Add(account, recorded.Cast, recorded.ReadyAt);
        if (recorded.HasFeedback)
        {
            stage.GiveFeedback(account, conversation, document: null, recorded.ReadyAt);
        }

        return conversation;
    }
}
