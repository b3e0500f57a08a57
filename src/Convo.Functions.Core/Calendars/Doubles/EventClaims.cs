using System.Text.Json;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Calendars.Doubles;

/// <summary>
/// Which meeting's run does a recipe for an event: one row for a recipe, an occasion and a begin, changed by compare-and-swap. Events of different
/// calendars can be the same by their id or by their words, so no single key names them; all that begin at one minute stand in one row, and are compared there.
/// </summary>
public sealed class EventClaims(ITables tables, IChance chance)
{
    /// <summary>The partition in table <c>calendar</c>; no connection's, because a name has no such sign.</summary>
    public const string Partition = "doubles|";

    private const string Claims = "claims";
    private const int MostTries = 20;
    private const int MostClaims = 50;
    private static readonly TimeSpan KeepTime = TimeSpan.FromDays(60);

    /// <summary>Takes an event for a meeting, unless another account's recording of it has it and keeps it.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="kind">The kind of occasion.</param>
    /// <param name="mark">The event.</param>
    /// <param name="meeting">The meeting that is to have it. Where it has it already, after a crash, it goes on.</param>
    /// <param name="keeps">Whether a holder keeps it: one whose run came to nothing gives way.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null where the meeting has it now; else the one that keeps it.</returns>
    /// <exception cref="StorageException">So many others write at this moment that it is better to come back.</exception>
    public async Task<MeetingKey?> TakeAsync(
        string recipe, OccasionKind kind, EventMark mark, MeetingKey meeting, Func<MeetingKey, Task<bool>> keeps, CancellationToken cancellation)
    {
        var key = $"{CalendarRows.Minute(mark.Start)}|{recipe}|{kind.Word()}";

        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var row = await tables.GetAsync(TableNames.Calendar, Partition, key, cancellation);
            var claims = Read(row);

            if (claims.Exists(claim => claim.Meeting == meeting.Text))
            {
                return null;
            }

            // Two recordings of an event in one account are two parts of a meeting.
            var others = claims
                .Where(claim => claim.Mark.IsSame(mark) && new MeetingKey(claim.Meeting).Connection != meeting.Connection)
                .ToList();

            foreach (var other in others.Select(claim => new MeetingKey(claim.Meeting)))
            {
                if (await keeps(other))
                {
                    return other;
                }
            }

            var next = claims.Except(others).Append(new EventClaim(meeting.Text, mark)).TakeLast(MostClaims).ToList();
            var nonce = chance.NewId();
            var values = new Dictionary<string, RowValue>
            {
                [Claims] = JsonSerializer.Serialize(next, EventClaimJson.Default.ListEventClaim),
                [CalendarRows.Until] = mark.Start + KeepTime,
                [Nonces.Name] = nonce,
            };

            if (await tables.WriteOwnAsync(TableNames.Calendar, [values.Write(Partition, key, row?.Tag)], nonce, cancellation) is not null)
            {
                return null;
            }
        }

        throw new StorageException("Too many recordings of one event are looked at in the same moment.", mayHaveHappened: false);
    }

    /// <summary>Removes the claims that were kept long enough.</summary>
    public async Task RemoveOldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var old = new RowRange(Partition, From: null, CalendarRows.Minute(now - KeepTime));

        foreach (var row in await tables.ReadAllAsync(TableNames.Calendar, old, cancellation))
        {
            await tables.WriteAsync(TableNames.Calendar, [new RowChange.Delete(Partition, row.Key)], cancellation);
        }
    }

    private static List<EventClaim> Read(Row? row) =>
        row?.Text(Claims) is { } claims ? JsonSerializer.Deserialize(claims, EventClaimJson.Default.ListEventClaim) ?? [] : [];
}
