using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// One attempt to make the messages in Slack equal a document: edits the parts that are there, posts the ones that are missing as replies to the
/// first, deletes the ones that are too many.
/// </summary>
/// <remarks>
/// What the outcome says is exact. An edit or deletion can be repeated without harm, so when one fails the attempt is tried again. A new message
/// can't: as soon as one was posted in this attempt, or may have been, every end but success is "uncertain", and the next attempt looks. An
/// attempt that edits and finds replies missing looks too, for an earlier one may have posted them and not lived to tell.
/// </remarks>
internal sealed class SlackDelivery(SlackApi api, SlackDirectory directory, ChannelPacing pacing, TimeProvider time, SlackDocument document,
    ActionContext context)
{
    // Turns come back a moment early, as timers do; that is no reason to queue again.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    // For what has begun. An attempt has 60 seconds; what takes longer goes on in the next.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SlackReceipt? before = SlackReceipt.Read(context.Receipt);
    private readonly List<string?> parts = [];
    private readonly List<string> posted = [];
    private string? channelId;

    private string PaceKey => $"{context.Connection.Name}/{context.Connection.Generation}/{channelId ?? SlackDirectory.Plain(document.Channel)}";

    public async Task<Outcome> RunAsync(CancellationToken cancellation)
    {
        channelId = before?.Channel ?? directory.Known(context.Connection, document.Channel);
        parts.AddRange(before?.Ts ?? []);

        if (context.Receipt is not null && before?.Ts[0] is null)
        {
            return new Outcome.Refused("What is known of the posted message can't be read.", "Delete the message in Slack and run the recipe again.");
        }

        // What was posted before stays where it is and is edited there.
        if (document.Channel.Length == 0 && before is null)
        {
            return new Outcome.Refused("No rule of the table of channels fits this meeting.",
                "Add a rule for it, or let the step post to its channel where none fits; then run it again.");
        }

        if (document.Parts.Count == 0)
        {
            return new Outcome.Refused("The message is empty.", "Put words into the template that stand there even if facts are missing.");
        }

        // Asked for before anything is posted: nothing may come between the last post and the receipt.
        var workspace = await directory.AddressAsync(api, context.Connection, cancellation);

        if (await EditAsync(cancellation) is { } notEdited)
        {
            return notEdited;
        }

        if (await FindMissingAsync(cancellation) is { } notFound)
        {
            return notFound;
        }

        if (await PostMissingAsync(cancellation) is { } notPosted)
        {
            return notPosted;
        }

        if (await DeleteSurplusAsync(cancellation) is { } notDeleted)
        {
            return notDeleted;
        }

        var receipt = new SlackReceipt(channelId!, parts, context.ContentHash);
        return new Outcome.Delivered(receipt.Write(), receipt.Link(workspace));
    }

    private async Task<Outcome?> EditAsync(CancellationToken cancellation)
    {
        if (before is null || before.Content == context.ContentHash)
        {
            return null;
        }

        for (var part = 0; part < Math.Min(parts.Count, document.Parts.Count); part++)
        {
            if (parts[part] is not { } ts || await UpdateAsync(part, ts, cancellation) is not { } trouble)
            {
                continue;
            }

            // Somebody took a reply away: it stays away. Without its first message there is nothing left to edit.
            if (trouble.Error != "message_not_found" || part == 0)
            {
                return Ended(trouble);
            }
        }

        return null;
    }

    private async Task<Outcome?> FindMissingAsync(CancellationToken cancellation)
    {
        if (before is null || !Misses())
        {
            return null;
        }

        switch (await new SlackSearch(api, directory, time, document, context).RunAsync(cancellation))
        {
            case LookUp.Found found when SlackReceipt.Read(found.Receipt) is { } there:
                return await AdoptAsync(there, cancellation);
            case LookUp.Later later:
                return new Outcome.TryAgain(later.Reason, later.NotBefore);
            default:
                return null;
        }
    }

    // What an earlier attempt posted and could not tell of. It may show an older content.
    private async Task<Outcome?> AdoptAsync(SlackReceipt there, CancellationToken cancellation)
    {
        for (var part = 0; part < there.Ts.Count; part++)
        {
            if (there.Ts[part] is not { } ts || parts.ElementAtOrDefault(part) is not null)
            {
                continue;
            }

            Keep(part, ts);

            if (part < document.Parts.Count && await UpdateAsync(part, ts, cancellation) is { Error: not "message_not_found" } trouble)
            {
                return Ended(trouble);
            }
        }

        return null;
    }

    private bool Misses() => parts.Count < document.Parts.Count || parts.Take(document.Parts.Count).Contains(null);

    private async Task<Outcome?> PostMissingAsync(CancellationToken cancellation)
    {
        for (var part = 0; part < document.Parts.Count; part++)
        {
            if (part < parts.Count && parts[part] is not null)
            {
                continue;
            }

            if (await WaitForTurnAsync(cancellation) is { } notNow)
            {
                return notNow;
            }

            if (await PostAsync(part, cancellation) is { } trouble)
            {
                return trouble.Effect == SlackEffect.Refused ? await UndoAsync(trouble, cancellation) : Ended(trouble);
            }
        }

        return null;
    }

    private async Task<Outcome?> WaitForTurnAsync(CancellationToken cancellation)
    {
        var wait = posted.Count == 0 ? pacing.Turn(PaceKey, context.DeliveryId) : pacing.Another(PaceKey);

        if (wait > (posted.Count == 0 ? Moment : Patience))
        {
            return posted.Count == 0
                ? new Outcome.TryAgain("Other messages to this channel come first: Slack takes one a second.", time.GetUtcNow() + wait) { WasAttempt = false }
                : new Outcome.Uncertain("Part of the message is posted; Slack takes one a second, and others come first.");
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellation);
        }

        return null;
    }

    // Null when it is posted.
    private async Task<SlackTrouble?> PostAsync(int part, CancellationToken cancellation)
    {
        while (true)
        {
            switch (await api.PostAsync(Message(part) with { ThreadTs = part == 0 ? null : parts[0] }, cancellation))
            {
                case SlackAnswer<SlackPosted>.Here { Value: { Ts: { Length: > 0 } ts, Channel: { Length: > 0 } channel } }:
                    Remember(part, ts, channel);
                    return null;

                case SlackAnswer<SlackPosted>.Not { Trouble: { Wait: { } wait } trouble }:
                    pacing.Hold(PaceKey, wait);

                    if (posted.Count == 0 || wait > Patience)
                    {
                        return trouble;
                    }

                    await Task.Delay(wait, time, cancellation);
                    break;

                case SlackAnswer<SlackPosted>.Not not:
                    return not.Trouble;

                default:
                    return new(SlackEffect.Unclear, "Slack gave no clear answer: it did not say which message it posted.");
            }
        }
    }

    private void Remember(int part, string ts, string channel)
    {
        var paced = PaceKey;
        channelId = channel;
        pacing.Rename(paced, PaceKey);
        directory.Learn(context.Connection, document.Channel, channel);
        posted.Add(ts);
        Keep(part, ts);
    }

    private void Keep(int part, string ts)
    {
        while (parts.Count <= part)
        {
            parts.Add(null);
        }

        parts[part] = ts;
    }

    private async Task<Outcome?> DeleteSurplusAsync(CancellationToken cancellation)
    {
        while (parts.Count > document.Parts.Count)
        {
            if (parts[^1] is { } ts && await DeleteAsync(ts, cancellation) is { } trouble)
            {
                return Ended(trouble);
            }

            parts.RemoveAt(parts.Count - 1);
        }

        return null;
    }

    // "Refused" says that nothing happened, so nothing of it may stay.
    private async Task<Outcome> UndoAsync(SlackTrouble trouble, CancellationToken cancellation)
    {
        for (var last = posted.Count - 1; last >= 0; last--)
        {
            if (await DeleteAsync(posted[last], cancellation) is not null)
            {
                return new Outcome.Refused($"{trouble.Reason} The first {last + 1} of {document.Parts.Count} parts could not be taken back.",
                    $"Delete them by hand. {trouble.Advice}")
                {
                    LeftBehind = new SlackReceipt(channelId!, parts, Content: null).Write(),
                };
            }
        }

        return new Outcome.Refused(trouble.Reason, trouble.Advice);
    }

    private async Task<SlackTrouble?> UpdateAsync(int part, string ts, CancellationToken cancellation) =>
        (await api.UpdateAsync(Message(part) with { Ts = ts }, cancellation) as SlackAnswer<SlackPosted>.Not)?.Trouble;

    // What is gone already need not be deleted.
    private async Task<SlackTrouble?> DeleteAsync(string ts, CancellationToken cancellation) =>
        await api.DeleteAsync(channelId!, ts, cancellation) is SlackAnswer<SlackDone>.Not { Trouble: { Error: not "message_not_found" } trouble }
            ? trouble
            : null;

    private Outcome Ended(SlackTrouble trouble) => trouble.Effect switch
    {
        SlackEffect.Refused => new Outcome.Refused(trouble.Reason, trouble.Advice),
        _ when posted.Count > 0 => new Outcome.Uncertain($"{posted.Count} of {document.Parts.Count} parts were posted. {trouble.Reason}"),
        SlackEffect.Unclear when Misses() => new Outcome.Uncertain(trouble.Reason),
        _ => new Outcome.TryAgain(trouble.Reason, trouble.Wait is { } wait ? time.GetUtcNow() + wait : null),
    };

    private SlackOutgoing Message(int part) => new(
        channelId ?? document.Channel,
        document.Parts[part].Text,
        document.Parts[part].Blocks,
        new(SlackSearch.EventType, new(context.DeliveryId, context.ContentHash, part)));
}
