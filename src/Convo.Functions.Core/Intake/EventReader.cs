using System.Text.Json;
using System.Text.Unicode;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Intake;

/// <summary>
/// Reads a signed body as an event. Pure, never throws, and strict where two readers of JSON could disagree: what is odd goes to quarantine,
/// it is never thrown away and never guessed at.
/// </summary>
public static class EventReader
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan OldestAge = TimeSpan.FromDays(90);
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(24);
    private static readonly FactValue.Group NoData = new(new Dictionary<string, FactValue>());
    private static readonly EventReading Test = new EventReading.Test();

    /// <summary>Reads a body as it came in.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="receivedAt">When it came in: an event older than the memory against doubles (90 days), or from the future, is odd.</param>
    public static EventReading Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt) => Read(body, receivedAt, anyTime: false);

    /// <summary>
    /// Reads a body that a person released from quarantine: its time doesn't matter any more, and a missing one is <paramref name="receivedAt"/>.
    /// </summary>
    public static EventReading ReadReleased(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt) => Read(body, receivedAt, anyTime: true);

    private static EventReading Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, bool anyTime)
    {
        if (OddBytes(body.Span) is { } oddBytes)
        {
            return new EventReading.Odd(oddBytes);
        }

        var scan = new EventScan(body);
        try
        {
            if (scan.Run() is { } odd)
            {
                return new EventReading.Odd(odd);
            }
        }
        catch (JsonException)
        {
            return new EventReading.Odd(OddReason.NotJson);
        }
        catch (InvalidOperationException)
        {
            return new EventReading.Odd(OddReason.NotText);
        }

        return scan.Name is EventName.Test ? Test : Judge(scan, receivedAt, anyTime);
    }

    private static string? OddBytes(ReadOnlySpan<byte> body) => body switch
    {
        { Length: > MaxBytes } => OddReason.TooLarge,
        [0xEF, 0xBB, 0xBF, ..] => OddReason.ByteOrderMark,
        _ => Utf8.IsValid(body) ? null : OddReason.NotText,
    };

    private static EventReading Judge(EventScan scan, DateTimeOffset receivedAt, bool anyTime)
    {
        if (scan.Name is not { Length: > 0 } name)
        {
            return new EventReading.Odd(OddReason.NoEvent);
        }

        if (scan.ConversationId is not { Length: > 0 } conversation)
        {
            return new EventReading.Odd(scan.OddId ?? OddReason.NoConversation);
        }

        if (!anyTime && OddTime(scan, receivedAt) is { } oddTime)
        {
            return new EventReading.Odd(oddTime);
        }

        var timestamp = scan.Timestamp ?? receivedAt;
        return new EventReading.Readable(
            new ConvoEvent(name, conversation, EventName.Kind(name), timestamp, scan.Data is { } data ? new FactValue.Group(data) : NoData)
            {
                LateMinutes = Math.Max(0, (int)(receivedAt - timestamp).TotalMinutes),
            });
    }

    private static string? OddTime(EventScan scan, DateTimeOffset receivedAt) => scan.Timestamp switch
    {
        null when !scan.HasTimestamp => OddReason.NoTimestamp,
        null => OddReason.TimestampUnreadable,
        { } time when receivedAt - time > OldestAge => OddReason.TooOld,
        { } time when time - receivedAt > FurthestAhead => OddReason.TooFarAhead,
        _ => null,
    };
}
