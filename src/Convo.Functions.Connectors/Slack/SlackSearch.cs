using System.Globalization;
using System.Text.Json;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// Looks in Slack for the messages of a delivery by the mark that each of them carries ("Using message metadata"): what was posted is found even
/// if its answer, or our memory of it, was lost.
/// </summary>
internal sealed class SlackSearch(SlackApi api, SlackDirectory directory, TimeProvider time, SlackDocument document, ActionContext context)
{
    /// <summary>The mark's kind.</summary>
    public const string EventType = "convo_functions_delivery";

    private const int MostPages = 25;

    // Slack dates messages by its own clock; ours may be ahead of it: by little always, by much where it is wrong and somebody corrects it.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WrongClock = TimeSpan.FromHours(25);

    public async Task<LookUp> RunAsync(CancellationToken cancellation)
    {
        if (SlackReceipt.Read(context.Receipt) is { } receipt && receipt.Ts[0] is { } first)
        {
            return await ThreadAsync(receipt.Channel, first, receipt, cancellation);
        }

        var (channel, trouble) = await directory.FindAsync(api, context.Connection, document.Channel, cancellation);

        if (channel is null)
        {
            return Unanswered(trouble!);
        }

        return await TopAsync(channel, cancellation);
    }

    private async Task<LookUp> TopAsync(string channel, CancellationToken cancellation)
    {
        var begins = context.FirstAttempt - ClockSlack;
        var (found, complete, trouble) = await FirstAsync(channel, begins, null, cancellation);

        if (found is null && complete)
        {
            (found, _, trouble) = await FirstAsync(channel, context.FirstAttempt - WrongClock, begins, cancellation);
        }

        if (found is not null)
        {
            return await ThreadAsync(channel, found, null, cancellation);
        }

        return trouble is not null ? Unanswered(trouble)
            : complete ? new LookUp.Absent()
            : new LookUp.CannotTell("The channel has had too many messages since to look through.",
                "Look in the channel; if the message is missing, run the recipe again.");
    }

    private async Task<(string? Found, bool Complete, SlackTrouble? Trouble)> FirstAsync(
        string channel, DateTimeOffset oldest, DateTimeOffset? latest, CancellationToken cancellation)
    {
        string? found = null;
        var (complete, trouble) = await PagesAsync((cursor, stop) => api.HistoryAsync(channel, Ts(oldest), Ts(latest), cursor, stop), message =>
        {
            // If a person's doing has left two, the older one is the one that links point to.
            if (PartOf(message) is 0 && (found is null || string.CompareOrdinal(message.Ts, found) < 0))
            {
                found = message.Ts;
            }
        }, cancellation);
        return (found, complete, trouble);

        static string? Ts(DateTimeOffset? time) => time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private async Task<LookUp> ThreadAsync(string channel, string first, SlackReceipt? known, CancellationToken cancellation)
    {
        var parts = new SortedDictionary<int, SlackMessage>();
        var (complete, trouble) = await PagesAsync((cursor, stop) => api.RepliesAsync(channel, first, cursor, stop), message =>
        {
            if (PartOf(message) is { } part)
            {
                parts.TryAdd(part, message);
            }
        }, cancellation);

        // Deleted by a person: an edit will find that out, and say so.
        if (trouble is { Error: "thread_not_found" or "message_not_found" } || (complete && !parts.ContainsKey(0)))
        {
            return known is null ? new LookUp.Absent() : new LookUp.Found(known.Write(), null);
        }

        if (trouble is not null || !complete)
        {
            return Unanswered(trouble ?? new(SlackEffect.Later, "Slack listed only part of the thread."));
        }

        var hashes = parts.Values.Select(message => Mark(message)?.Content).Distinct().ToList();
        var content = hashes is [{ } only] ? only : null;
        var ts = Enumerable.Range(0, parts.Keys.Max() + 1).Select(part => parts.GetValueOrDefault(part)?.Ts).ToList();
        var receipt = new SlackReceipt(channel, ts, content);
        var whole = content == context.ContentHash ? ts.Count == document.Parts.Count && !ts.Contains(null) : !ts.Contains(null);
        return new LookUp.Found(receipt.Write(), whole ? content : null, receipt.Link(await directory.AddressAsync(api, context.Connection, cancellation)));
    }

    private static async Task<(bool Complete, SlackTrouble? Trouble)> PagesAsync(
        Func<string?, CancellationToken, Task<SlackAnswer<SlackMessages>>> read, Action<SlackMessage> see, CancellationToken cancellation)
    {
        string? cursor = null;

        for (var page = 0; page < MostPages; page++)
        {
            switch (await read(cursor, cancellation))
            {
                case SlackAnswer<SlackMessages>.Not not:
                    return (false, not.Trouble);
                case SlackAnswer<SlackMessages>.Here { Value: var list }:
                    foreach (var message in list.Messages ?? [])
                    {
                        if (message is { Ts.Length: > 0 })
                        {
                            see(message);
                        }
                    }

                    if (list.NextCursor is null)
                    {
                        return (list.HasMore is not true, null);
                    }

                    cursor = list.NextCursor;
                    break;
            }
        }

        return (false, null);
    }

    private int? PartOf(SlackMessage message) => Mark(message) is { Part: >= 0 and < 1000 } mark && mark.Delivery == context.DeliveryId ? mark.Part : null;

    private static SlackMarkPayload? Mark(SlackMessage message)
    {
        if (message.Metadata is not { EventType: EventType, EventPayload.ValueKind: JsonValueKind.Object } metadata)
        {
            return null;
        }

        try
        {
            return metadata.EventPayload.Deserialize(SlackJson.Default.SlackMarkPayload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private LookUp Unanswered(SlackTrouble trouble) => trouble switch
    {
        { Error: "missing_scope" } => new LookUp.CannotTell(
            "The app may not read the channel, so it can't be told whether the message was posted.",
            $"Look in the channel. So that it can be told next time: {trouble.Advice}"),
        { Error: "not_in_channel" or "channel_not_found" } => new LookUp.CannotTell(
            $"{trouble.Reason} So it can't be told whether the message was posted.", $"Look in the channel. {trouble.Advice}"),
        { Effect: SlackEffect.Refused } => new LookUp.CannotTell(trouble.Reason, $"Look in the channel. {trouble.Advice}"),
        _ => new LookUp.Later(trouble.Reason, trouble.Wait is { } wait ? time.GetUtcNow() + wait : null),
    };
}
