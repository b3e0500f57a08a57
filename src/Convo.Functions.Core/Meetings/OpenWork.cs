using System.Globalization;
using System.Runtime.CompilerServices;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Meetings;

/// <summary>
/// The open-work index: one row a meeting with something left to do. Whatever creates work touches the row first; who finds a meeting
/// finished removes it only if nobody touched it since. So work is never without a row, and a row without work is harmless.
/// </summary>
public sealed class OpenWork(ITables tables, IChance chance)
{
    /// <summary>How many partitions the index has; the sweep reads them all.</summary>
    public const int Partitions = 4;

    /// <summary>
    /// Creates work: touches the meeting's row, writes, and touches the row again. Somebody may have read the row after the first touch and the meeting before
    /// the work was there; whatever that one found, the row it read is another now, and it can neither remove it nor put it off.
    /// </summary>
    /// <param name="meeting">The meeting that the work belongs to.</param>
    /// <param name="due">By when the sweep takes over, should nobody else.</param>
    /// <param name="work">The writes.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>What became of the writes, in their order.</returns>
    public async Task<IReadOnlyList<WriteResult>> CreateAsync(
        MeetingKey meeting, DateTimeOffset due, IReadOnlyList<OrderedWrite> work, CancellationToken cancellation)
    {
        var results = await tables.WriteInOrderAsync([Touch(meeting, due), .. work, Touch(meeting, due)], cancellation);
        return [.. results.Skip(1).SkipLast(1)];
    }

    /// <summary>Notes that there is work, unless somebody else has noted some.</summary>
    /// <returns>True when the row is new.</returns>
    public async Task<bool> AddAsync(MeetingKey meeting, DateTimeOffset due, CancellationToken cancellation) =>
        await tables.WriteAsync(TableNames.Open, [new RowChange.Insert(ToRow(meeting, due))], cancellation) is WriteResult.Done;

    /// <summary>The meeting's row, to be read before the meeting itself; null where nothing is open.</summary>
    public async Task<OpenTicket?> FindAsync(MeetingKey meeting, CancellationToken cancellation)
    {
        var row = await tables.GetAsync(TableNames.Open, PartitionOf(meeting), meeting.Text, cancellation);
        return row is { Tag: { } tag } ? new OpenTicket(meeting, tag, row.Time("due") ?? default) : null;
    }

    /// <summary>Removes the row, unless somebody touched it since the ticket was read.</summary>
    /// <param name="ticket">The row, read before the meeting was found finished.</param>
    /// <param name="last">What has to be noted before nobody looks at the meeting any more.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task CloseAsync(OpenTicket ticket, IEnumerable<OrderedWrite> last, CancellationToken cancellation) => tables.WriteInOrderAsync(
        [.. last, new OrderedWrite(TableNames.Open, [new RowChange.Delete(PartitionOf(ticket.Meeting), ticket.Meeting.Text, ticket.Tag)])], cancellation);

    /// <summary>Says when there is something to do next, unless somebody touched the row since the ticket was read.</summary>
    /// <returns>True when it was put off.</returns>
    public async Task<bool> PutOffAsync(OpenTicket ticket, DateTimeOffset due, CancellationToken cancellation) =>
        await tables.WriteAsync(TableNames.Open, [new RowChange.Replace(ToRow(ticket.Meeting, due), ticket.Tag)], cancellation) is WriteResult.Done;

    /// <summary>
    /// Every meeting that is due: the whole index is read, nothing else, and page by page, for after a burst it is long. What is opened meanwhile may be among
    /// them or not.
    /// </summary>
    public async IAsyncEnumerable<MeetingKey> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            await foreach (var row in tables.ReadEachAsync(TableNames.Open, new RowRange(Name(partition)), cancellation))
            {
                if (row.Time("due") <= now)
                {
                    yield return new MeetingKey(row.Key);
                }
            }
        }
    }

    private static string PartitionOf(MeetingKey meeting) =>
        Name(int.Parse(meeting.Text.AsSpan(meeting.Text.Length - 1), NumberStyles.HexNumber) % Partitions);

    private static string Name(int partition) => $"open-{partition}";

    private OrderedWrite Touch(MeetingKey meeting, DateTimeOffset due) => new(TableNames.Open, [new RowChange.Upsert(ToRow(meeting, due))]);

    private Row ToRow(MeetingKey meeting, DateTimeOffset due) => new(
        PartitionOf(meeting),
        meeting.Text,
        new Dictionary<string, RowValue> { ["due"] = due, [Nonces.Name] = chance.NewId() });
}

/// <summary>A row of the open-work index as it was at one moment.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Tag">The row's version.</param>
/// <param name="Due">When there is something to do.</param>
public sealed record OpenTicket(MeetingKey Meeting, string Tag, DateTimeOffset Due);
