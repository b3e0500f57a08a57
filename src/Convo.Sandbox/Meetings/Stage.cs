using System.Text.Json.Nodes;
using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Meetings;

/// <summary>Plays meetings: puts them into the account and sends their events, in Convo's likely order unless another is asked for.</summary>
internal sealed class Stage(ConvoAccounts accounts, WebhookSender sender, SeededChance chance, TimeProvider clock)
{
    private readonly Lock sharing = new();

    public ConvoAccounts Accounts => accounts;

    /// <summary>Puts a meeting into an account; its events are sent by <see cref="Fire"/>.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cast">The meeting.</param>
    /// <param name="readyAt">When its key points and its feedback were made; now when null.</param>
    public Conversation Add(ConvoAccount account, MeetingCasting.Cast cast, DateTimeOffset? readyAt = null)
    {
        // What was planned ahead stays as it was planned.
        if (cast.Event is { } happening && !account.Calendar.All.Any(one => one.Id == happening.Id))
        {
            account.Calendar.Put(happening);
        }

        var made = readyAt ?? clock.GetUtcNow();
        var conversation = account.Add(id => new Conversation(id, cast.Title, cast.Start, cast.Length, cast.Segments)
        {
            LinkedCalendarEventId = cast.LinkedCalendarEventId,
            Keypoints = cast.Keypoints is null ? null : new(cast.Keypoints, made),
            TranscriptError = cast.TranscriptError,
        });
        if (cast.Feedback is { } feedback)
        {
            conversation.Feedback = new(feedback, FeedbackDigest.SpeakerOf(conversation, account.Owner), made);
        }

        return conversation;
    }

    /// <summary>Reads a script.</summary>
    public (MeetingCasting.Cast? Cast, string? Error) Read(MeetingScript script) => MeetingCasting.Read(script, chance, clock.GetUtcNow());

    /// <summary>The events that a meeting causes by itself: the ready ones only for the documents that it has.</summary>
    public static IReadOnlyList<EventOrder> UsualEvents(Conversation conversation)
    {
        List<string> names = [EventNames.Created, conversation.TranscriptError is null ? EventNames.TranscriptReady : EventNames.TranscriptFailed];
        names.AddRange(conversation.Keypoints is null ? [] : EventNames.Ready);
        names.AddRange(conversation.Feedback is null ? [] : [EventNames.FeedbackReady]);
        return [.. names.Select(name => new EventOrder(name))];
    }

    /// <summary>Replaces the key points, as a refresh in Convo's app would.</summary>
    public void Refresh(Conversation conversation, KeypointsDocument document) => conversation.Keypoints = new(document, clock.GetUtcNow());

    /// <summary>Gives a conversation feedback: the document, or a digest of its transcript where there is none.</summary>
    public StoredFeedback GiveFeedback(
        ConvoAccount account, Conversation conversation, FeedbackDocument? document, DateTimeOffset? readyAt = null)
    {
        var speaker = FeedbackDigest.SpeakerOf(conversation, account.Owner);
        var feedback = new StoredFeedback(document ?? FeedbackDigest.Of(conversation, speaker), speaker, readyAt ?? clock.GetUtcNow());
        conversation.Feedback = feedback;
        return feedback;
    }

    /// <summary>Makes a conversation public; a second time gives the same address.</summary>
    public string Share(Conversation conversation)
    {
        lock (sharing)
        {
            return conversation.ShareUrl ??= EventOrder.NewShareUrl(chance);
        }
    }

    /// <summary>
    /// Sends the events one after the other. What they say comes true first: <c>conversation.deleted</c> deletes the conversation,
    /// <c>conversation.updated</c> with a title renames it, <c>conversation.shared</c> makes it public, <c>transcript.failed</c> takes its transcript away
    /// and <c>transcript.ready</c> gives it back.
    /// </summary>
    /// <returns>Null, or what is missing in an order; nothing was sent then.</returns>
    public string? Fire(ConvoAccount account, Conversation conversation, IReadOnlyList<EventOrder> orders, out Task sending)
    {
        sending = Task.CompletedTask;
        var events = new List<ConvoEvent>(orders.Count);
        foreach (var order in orders)
        {
            var (data, error) = order.Compose(conversation, chance);
            if (data is null)
            {
                return error;
            }

            events.Add(new(order.Name, data, conversation.Id));
        }

        foreach (var happened in events)
        {
            MakeTrue(conversation, happened);
        }

        sending = sender.SendAsync(account, events);
        return null;
    }

    /// <summary>Sends events of a conversation without waiting for them, as Convo does after a call through its API.</summary>
    public void Announce(ConvoAccount account, Conversation conversation, params IReadOnlyList<string> names) => _ = sender.SendAsync(
        account,
        [.. names.Select(name => new ConvoEvent(name, new EventOrder(name).Compose(conversation, chance).Data!, conversation.Id))]);

    private static void MakeTrue(Conversation conversation, ConvoEvent happened)
    {
        switch (happened.Name)
        {
            case EventNames.Deleted:
                conversation.IsDeleted = true;
                break;
            case EventNames.Updated when TextOf(happened, "title") is { } title:
                conversation.Title = title;
                break;
            case EventNames.Shared when TextOf(happened, "shareUrl") is { } url:
                conversation.ShareUrl = url;
                break;
            case EventNames.TranscriptFailed:
                conversation.TranscriptError = TextOf(happened, "error") ?? "The transcript failed";
                break;
            case EventNames.TranscriptReady:
                conversation.TranscriptError = null;
                break;
        }
    }

    private static string? TextOf(ConvoEvent happened, string member) =>
        happened.Data[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
