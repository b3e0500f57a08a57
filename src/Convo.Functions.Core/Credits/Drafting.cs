using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Credits;

/// <summary>
/// Gets the follow-up e-mail that Convo drafts, for at most one AI credit: what was drafted is kept as content, a credit is taken from the recipe's month
/// before Convo is asked, and nothing is ever asked for twice. A crash in between leaves a draft that may have cost a credit, and says so.
/// </summary>
public sealed partial class Drafting(IEmailDrafts drafts, IConnections connections, ContentStore content, CreditBook book, TimeProvider clock)
{
    /// <summary>The name of the draft in table <c>content</c>.</summary>
    public const string ContentName = "email-draft";

    private const string RunAgain = "Look in Convo how many AI generations are left, then run it again: that asks anew, for another credit.";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>The draft of a meeting for a run, or why there is none now.</summary>
    public async Task<FactAnswer> ReadAsync(MeetingSnapshot meeting, Run run, Recipe recipe, CancellationToken cancellation)
    {
        if (await KeptAsync(meeting.Key, cancellation) is { } kept)
        {
            return kept;
        }

        if (await connections.FindAsync(meeting.Key.Connection, cancellation) is not { } connection || meeting.Meeting is not { } known)
        {
            return new FactAnswer.Denied($"There is no connection named {meeting.Key.Connection}.", "Add it under connections, then run it again.");
        }

        var key = new DraftKey(meeting.Key, run.Occasion.N);

        return await book.ReserveAsync(key, recipe.Id, recipe.CreditsPerMonth, cancellation) switch
        {
            Reservation.Taken taken => await AskAsync(taken.Draft, connection, known.ConversationId, cancellation),
            Reservation.Known before => await OfAsync(before.Draft, cancellation),
            Reservation.UsedUp(var until) => new FactAnswer.Later(UsedUp(recipe.CreditsPerMonth, until), until),
            _ => new FactAnswer.Later("The count of AI credits is being written by many at once.", clock.GetUtcNow() + Soon),
        };
    }

    private static string UsedUp(int perMonth, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"The recipe's {perMonth} AI credits of this month are used up; it may spend more from {until.UtcDateTime:d MMMM} on (UTC).");

    private async Task<FactAnswer> AskAsync(DraftRow draft, Connection connection, string conversationId, CancellationToken cancellation)
    {
        switch (await drafts.DraftAsync(connection, conversationId, cancellation))
        {
            case DraftAnswer.Written written:
                await KeepAsync(draft.Key.Meeting, written.Facts, cancellation);
                await book.EndAsync(draft, DraftState.Written, cancellation);
                return new FactAnswer.Known(written.Facts);
            case DraftAnswer.NotSpent not:
                await book.ReleaseAsync(draft, cancellation);
                return not.Why;
            case DraftAnswer.MayHaveCost lost:
                await book.EndAsync(draft, DraftState.Lost, cancellation);
                return new FactAnswer.Denied($"{lost.Reason} It is uncertain whether that cost an AI credit; it was not asked for again.", RunAgain);
            default:
                throw new InvalidOperationException("a draft is written, lost, or was not paid for");
        }
    }

    private async Task<FactAnswer> OfAsync(DraftRow draft, CancellationToken cancellation)
    {
        switch (draft.State)
        {
            case DraftState.Asked when draft.AskedAt + CreditBook.Lease > clock.GetUtcNow():
                return new FactAnswer.Later("The e-mail is being drafted.", draft.AskedAt + CreditBook.Lease);
            case DraftState.Asked:
                await book.EndAsync(draft, DraftState.Lost, cancellation);
                break;
            case DraftState.Written when await KeptAsync(draft.Key.Meeting, cancellation) is { } kept:
                return kept;
            case DraftState.Written:
                return new FactAnswer.Denied("The drafted e-mail is no longer kept.", "Run it again: that asks anew, for another credit.");
        }

        return new FactAnswer.Denied(
            "The e-mail was being drafted when something failed. It is uncertain whether that cost an AI credit; it was not asked for again.", RunAgain);
    }

    private async Task<FactAnswer?> KeptAsync(MeetingKey meeting, CancellationToken cancellation) =>
        await content.GetAsync(meeting.Text, ContentName, cancellation) is { } bytes
        && JsonSerializer.Deserialize(bytes.Span, DraftJson.Default.KeptDraft) is { } kept
            ? new FactAnswer.Known(FactsOf(kept.Subject, kept.Body))
            : null;

    private Task KeepAsync(MeetingKey meeting, FactValue.Group facts, CancellationToken cancellation)
    {
        var known = new FactSet(facts);
        var kept = new KeptDraft((known.Find("email.subject") as FactValue.Text)?.Value, (known.Find("email.body") as FactValue.Text)?.Value);
        return content.PutAsync(meeting.Text, ContentName, JsonSerializer.SerializeToUtf8Bytes(kept, DraftJson.Default.KeptDraft), cancellation);
    }

    /// <summary>A draft as facts; what Convo left out has no value.</summary>
    public static FactValue.Group FactsOf(string? subject, string? body)
    {
        var members = new Dictionary<string, FactValue>();

        foreach (var (name, text) in new[] { ("subject", subject), ("body", body) })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                members[name] = new FactValue.Text(text);
            }
        }

        return new FactValue.Group(new Dictionary<string, FactValue> { ["email"] = new FactValue.Group(members) });
    }

    private sealed record KeptDraft(string? Subject, string? Body);

    [JsonSerializable(typeof(KeptDraft))]
    private sealed partial class DraftJson : JsonSerializerContext;
}
