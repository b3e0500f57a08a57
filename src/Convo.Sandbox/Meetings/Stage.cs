using System.Text.Json.Nodes;
using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Meetings;

/// <summary>Plays meetings: puts them into the account and sends their events, in Convo's likely order unless another is asked for.</summary>
internal sealed class Stage(ConvoAccounts accounts, WebhookSender sender, SeededChance chance, TimeProvider clock)
{
    private static readonly IReadOnlyList<string> BeforeKeypoints = [EventNames.Created, EventNames.TranscriptReady];

    public ConvoAccounts Accounts => accounts;

    /// <summary>Puts a meeting into an account; its events are sent by <see cref="Fire"/>.</summary>
    public Conversation Add(ConvoAccount account, MeetingCasting.Cast cast)
    {
        // What was planned ahead stays as it was planned.
        if (cast.Event is { } happening && !account.Calendar.All.Any(one => one.Id == happening.Id))
        {
            account.Calendar.Put(happening);
        }

        return account.Add(id => new Conversation(id, cast.Title, cast.Start, cast.Length, cast.Segments)
        {
            LinkedCalendarEventId = cast.LinkedCalendarEventId,
            Keypoints = cast.Keypoints is null ? null : new(cast.Keypoints, clock.GetUtcNow()),
        });
    }

    /// <summary>Reads a script.</summary>
    public (MeetingCasting.Cast? Cast, string? Error) Read(MeetingScript script) => MeetingCasting.Read(script, chance, clock.GetUtcNow());

    /// <summary>The events that a meeting causes by itself: the ready ones only if it has key points.</summary>
    public static IReadOnlyList<EventOrder> UsualEvents(Conversation conversation)
    {
        IEnumerable<string> names = conversation.Keypoints is null ? BeforeKeypoints : [.. BeforeKeypoints, .. EventNames.Ready];
        return [.. names.Select(name => new EventOrder(name))];
    }

    /// <summary>Replaces the key points, as a refresh in Convo's app would.</summary>
    public void Refresh(Conversation conversation, KeypointsDocument document) => conversation.Keypoints = new(document, clock.GetUtcNow());

    /// <summary>
    /// Sends the events one after the other. What they say comes true first: <c>conversation.deleted</c> removes the conversation,
    /// <c>conversation.updated</c> with a title renames it.
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
            MakeTrue(account, conversation, happened);
        }

        sending = sender.SendAsync(account, events);
        return null;
    }

    /// <summary>Sends the ready events without waiting for them, as Convo does after a call through its API.</summary>
    public void AnnounceReady(ConvoAccount account, Conversation conversation) => _ = sender.SendAsync(
        account,
        [.. EventNames.Ready.Select(name => new ConvoEvent(name, new EventOrder(name).Compose(conversation, chance).Data!, conversation.Id))]);

    private static void MakeTrue(ConvoAccount account, Conversation conversation, ConvoEvent happened)
    {
        if (happened.Name == EventNames.Deleted)
        {
            account.Remove(conversation.Id);
        }
        else if (happened.Name == EventNames.Updated && happened.Data["title"] is JsonValue title && title.TryGetValue<string>(out var text))
        {
            conversation.Title = text;
        }
    }
}
