using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Credits;

/// <summary>
/// Gets what Convo generates of a meeting, for at most one AI credit each: what was written is kept as content, a credit is taken from the recipe's month
/// before Convo is asked, and nothing is ever asked for twice. A crash in between leaves one that may have cost a credit, and says so.
/// </summary>
public sealed partial class Generating(
    IGenerations convo, IConnections connections, ContentStore content, CreditBook book, AiQuotas quotas, TimeProvider clock)
{
    private const string RunAgain = "Look in Convo how many AI generations are left, then run it again: that asks anew, for another credit.";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>What Convo generates of a meeting, or why there is none now.</summary>
    /// <param name="wish">What, of what, and who pays.</param>
    /// <param name="cancellation">Ends the waiting, not Convo's work.</param>
    public async Task<CreditAnswer> ReadAsync(CreditWish wish, CancellationToken cancellation)
    {
        if (await KeptAsync(wish.Meeting, wish.What, cancellation) is { } kept)
        {
            return new CreditAnswer.Given(kept);
        }

        if (await connections.FindAsync(wish.Meeting.Connection, cancellation) is not { } connection)
        {
            return new CreditAnswer.Denied($"There is no connection named {wish.Meeting.Connection}.", "Add it under connections, then run it again.");
        }

        return await book.ReserveAsync(wish, cancellation) switch
        {
            Reservation.Taken taken => await AskAsync(taken.Row, wish, connection, cancellation),
            Reservation.Known before => await OfAsync(before.Row, wish.What, cancellation),
            Reservation.UsedUp used => new CreditAnswer.Later(UsedUp(wish, used), used.Until),
            Reservation.NoneLeft none => new CreditAnswer.Later(none.Reason, none.Until),
            _ => new CreditAnswer.Later("The count of AI credits is being written by many at once.", clock.GetUtcNow() + Soon),
        };
    }

    /// <summary>Whether it is here already, so that it costs nothing more.</summary>
    public async Task<bool> IsKeptAsync(MeetingKey meeting, Generation what, CancellationToken cancellation) =>
        await KeptAsync(meeting, what, cancellation) is not null;

    /// <summary>How far a generation is that an earlier attempt may have asked for; null where none did.</summary>
    public async Task<GenerationRow?> LookAsync(CreditWish wish, CancellationToken cancellation) => await book.FindAsync(wish.Key, cancellation);

    /// <summary>The name of a generation in table <c>content</c>.</summary>
    public static string ContentName(Generation what) => what is Generation.Email ? "email-draft" : $"generated|{what.Name}";

    private static string UsedUp(CreditWish wish, Reservation.UsedUp used) => wish.Together > 1
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{wish.Together} AI credits are needed at once and the recipe has {used.Left} of {wish.PerMonth} left this month; "
            + $"it may spend more from {used.Until.UtcDateTime:d MMMM} on (UTC).")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The recipe's {wish.PerMonth} AI credits of this month are used up; it may spend more from {used.Until.UtcDateTime:d MMMM} on (UTC).");

    private async Task<CreditAnswer> AskAsync(GenerationRow row, CreditWish wish, Connection connection, CancellationToken cancellation)
    {
        switch (await convo.GenerateAsync(connection, wish.ConversationId, wish.What, cancellation))
        {
            case Generated.Written { WasStored: true } stored:
                await book.ReleaseAsync(row, cancellation);
                return new CreditAnswer.Given(stored.Text);
            case Generated.Written written:
                await KeepAsync(row.Key.Meeting, wish.What, written.Text, cancellation);
                await book.EndAsync(row, GenerationState.Written, cancellation);
                return new CreditAnswer.Given(written.Text);
            case Generated.Later later:
                await book.ReleaseAsync(row, cancellation);
                return new CreditAnswer.Later(
                    later.Reason, later.IsQuota ? await quotas.ExhaustedAsync(connection.Name, later.Until, cancellation) : later.Until)
                {
                    NeedsPerson = later.NeedsPerson,
                };
            case Generated.Denied denied:
                await book.ReleaseAsync(row, cancellation);
                return new CreditAnswer.Denied(denied.Reason, denied.Advice);
            case Generated.MayHaveCost lost:
                await book.EndAsync(row, GenerationState.Lost, cancellation);
                return new CreditAnswer.Uncertain($"{lost.Reason} It is uncertain whether that cost an AI credit; it was not asked for again.", RunAgain);
            default:
                throw new InvalidOperationException("a generation is written, lost, or was not paid for");
        }
    }

    private async Task<CreditAnswer> OfAsync(GenerationRow row, Generation what, CancellationToken cancellation)
    {
        switch (row.State)
        {
            case GenerationState.Asked when row.AskedAt + CreditBook.Lease > clock.GetUtcNow():
                return new CreditAnswer.Later($"{what.Subject} is being made.", row.AskedAt + CreditBook.Lease) { IsUnderWay = true };
            case GenerationState.Asked:
                await book.EndAsync(row, GenerationState.Lost, cancellation);
                break;
            case GenerationState.Written when await KeptAsync(row.Key.Meeting, what, cancellation) is { } kept:
                return new CreditAnswer.Given(kept);
            case GenerationState.Written when what.IsKeptByConvo:
                return new CreditAnswer.Given(GeneratedText.AtConvo);
            case GenerationState.Written:
                return new CreditAnswer.Denied($"{what.Subject} is no longer kept.", "Run it again: that asks anew, for another credit.");
        }

        return new CreditAnswer.Uncertain(
            $"{what.Subject} was being made when something failed. It is uncertain whether that cost an AI credit; it was not asked for again.", RunAgain);
    }

    private async Task<GeneratedText?> KeptAsync(MeetingKey meeting, Generation what, CancellationToken cancellation) =>
        !what.IsKeptByConvo && await content.GetAsync(meeting.Text, ContentName(what), cancellation) is { } bytes
            ? JsonSerializer.Deserialize(bytes.Span, GeneratedJson.Default.GeneratedText)
            : null;

    private Task KeepAsync(MeetingKey meeting, Generation what, GeneratedText text, CancellationToken cancellation) => what.IsKeptByConvo
        ? Task.CompletedTask
        : content.PutAsync(meeting.Text, ContentName(what), JsonSerializer.SerializeToUtf8Bytes(text, GeneratedJson.Default.GeneratedText), cancellation);

    [JsonSerializable(typeof(GeneratedText))]
    private sealed partial class GeneratedJson : JsonSerializerContext;
}
