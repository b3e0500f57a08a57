using System.Security.Cryptography;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Intake;

/// <summary>Where arrivals become events of meetings: the row that remembers them, and the raw body, which is kept apart and not for long.</summary>
public sealed class Inbox(OpenWork open, MeetingStore meetings, ContentStore content, Timeline timeline, Quarantine quarantine, MatchMemory matches)
{
    /// <summary>The arrival as an event of a meeting; null where it is none.</summary>
    public static Incoming? Read(Arrival arrival) =>
        EventReader.Read(arrival.Body, arrival.ReceivedAt) is EventReading.Readable { Event: var read } ? ToIncoming(arrival, read) : null;

    /// <summary>Keeps what is no event: in quarantine, until a person looks at it. Convo's test call is only acknowledged.</summary>
    public async Task<Accepted> SetAsideAsync(Arrival arrival, CancellationToken cancellation)
    {
        if (EventReader.Read(arrival.Body, arrival.ReceivedAt) is not EventReading.Odd odd)
        {
            return Accepted.Test;
        }

        await quarantine.AddAsync(arrival, Hash(arrival.Body.Span), odd.Reason, cancellation);
        return Accepted.Quarantined;
    }

    /// <summary>Stores an event with its raw body, as work that is open from now on.</summary>
    /// <param name="incoming">The event.</param>
    /// <param name="due">By when the sweep takes over, should the hint get lost.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>True when it is new; false for an exact copy.</returns>
    public async Task<bool> StoreAsync(Incoming incoming, DateTimeOffset due, CancellationToken cancellation)
    {
        var body = content.Put(incoming.Meeting.Text, ContentStore.RawName(incoming.Event.Id), incoming.Body);
        var written = await open.CreateAsync(incoming.Meeting, due, [.. body, meetings.Add(incoming.Meeting, incoming.Event)], cancellation);
        return written[^1] is WriteResult.Done;
    }

    /// <summary>Writes what joining decided; where somebody else was first, the next look at the meeting decides anew.</summary>
    public async Task JoinAsync(Join join, CancellationToken cancellation)
    {
        if (join.Meeting.Tag is null || join.Meeting.DeletedAt is not null)
        {
            var left = join.Meeting.DeletedAt is null ? Left.No : Left.Deleted;
            await timeline.AddAsync(join.Meeting.Key, join.Meeting.FirstSeen, join.Meeting.HeardBy, left, cancellation);
        }

        if (join.Meeting.DeletedAt is not null)
        {
            await matches.ForgetAsync(join.Meeting.Key, cancellation);
            await content.RemoveAsync(join.Meeting.Key.Text, storedUpTo: null, cancellation);
        }

        await meetings.JoinAsync(join.Meeting, join.Runs, cancellation);
    }

    /// <summary>An event that was read from an arrival, be it at the door or out of quarantine.</summary>
    public static Incoming ToIncoming(Arrival arrival, ConvoEvent read) => new(
        MeetingKey.For(arrival.Connection, read.ConversationId),
        new MeetingEvent(
            Hash(arrival.Body.Span),
            read.Name,
            read.Kind,
            read.ConversationId,
            arrival.ReceivedAt,
            EventSource.Webhook,
            EventHash.Of(read.Data),
            read.LateMinutes,
            Again: null),
        arrival.Body);

    private static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

/// <summary>An event on its way in.</summary>
/// <param name="Meeting">The meeting it is about.</param>
/// <param name="Event">What is remembered of it.</param>
/// <param name="Body">The raw body.</param>
public sealed record Incoming(MeetingKey Meeting, MeetingEvent Event, ReadOnlyMemory<byte> Body);
