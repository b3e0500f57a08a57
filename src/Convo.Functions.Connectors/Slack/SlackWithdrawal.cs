using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.Slack;

/// <summary>
/// One attempt to delete what a delivery posted: replies before the message they hang on, so that an attempt that was cut off finds the rest by it.
/// What is gone already counts as deleted, so repeating it does no harm.
/// </summary>
/// <param name="api">The workspace.</param>
/// <param name="search">Finds what the receipt doesn't know of.</param>
/// <param name="time">The clock.</param>
/// <param name="destination">The channel as the recipe names it.</param>
/// <param name="receipt">What is known; null where an attempt may have posted and could not tell.</param>
internal sealed class SlackWithdrawal(SlackApi api, SlackSearch search, TimeProvider time, string destination, string? receipt)
{
    private readonly SlackReceipt? known = SlackReceipt.Read(receipt);

    /// <summary>Deletes what a delivery posted, where the account can be used.</summary>
    public static async Task<Outcome> OfAsync(
        SlackAccess access, SlackDirectory directory, TimeProvider time, string destination, ActionContext context, CancellationToken cancellation)
    {
        switch (access.Open(context.Connection, context.Secrets))
        {
            case ({ } api, _):
                var search = new SlackSearch(api, directory, time, new SlackDocument(destination, []), context);
                return await new SlackWithdrawal(api, search, time, destination, context.Receipt).RunAsync(cancellation);
            case (_, { } trouble):
                return new Outcome.Stands($"the Slack message in {destination}", trouble.Reason, trouble.Advice);
            default:
                throw new InvalidOperationException("access is given or refused");
        }
    }

    public async Task<Outcome> RunAsync(CancellationToken cancellation)
    {
        if (receipt is not null && known is null)
        {
            return Stands("What is known of the posted message can't be read.", "Look in the channel, and delete it by hand.");
        }

        // Also with a receipt: an attempt that was cut off may have posted replies that it doesn't list.
        switch (await search.RunAsync(cancellation))
        {
            case LookUp.Found found when SlackReceipt.Read(found.Receipt) is { } there:
                return await DeleteAsync(there.Channel, [.. Messages(there), .. known is null ? [] : Messages(known)], cancellation);
            case LookUp.Later later:
                return new Outcome.TryAgain(later.Reason, later.NotBefore);
            case LookUp.CannotTell unknown when known is null:
                return Stands(unknown.Reason, unknown.Advice);
            case var _ when known is not null:
                return await DeleteAsync(known.Channel, [.. Messages(known)], cancellation);
            default:
                return new Outcome.Withdrawn();
        }
    }

    private static IEnumerable<string> Messages(SlackReceipt receipt) => receipt.Ts.OfType<string>();

    private async Task<Outcome> DeleteAsync(string channel, IReadOnlyList<string> messages, CancellationToken cancellation)
    {
        // Slack's ids of messages are times: a reply's is later than that of the message it hangs on.
        foreach (var ts in messages.Distinct().OrderDescending(StringComparer.Ordinal))
        {
            switch (await api.DeleteAsync(channel, ts, cancellation))
            {
                case SlackAnswer<SlackDone>.Not { Trouble: { Error: not "message_not_found", Effect: SlackEffect.Refused } trouble }:
                    return Stands(trouble.Reason, trouble.Advice);
                case SlackAnswer<SlackDone>.Not { Trouble: { Error: not "message_not_found" } trouble }:
                    return new Outcome.TryAgain(trouble.Reason, trouble.Wait is { } wait ? time.GetUtcNow() + wait : null);
            }
        }

        return new Outcome.Withdrawn();
    }

    private Outcome.Stands Stands(string reason, string advice) => new($"the Slack message in {destination}", reason, advice);
}
