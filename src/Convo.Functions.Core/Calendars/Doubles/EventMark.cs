using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Convo.Functions.Core.Access;
using Convo.Functions.Core.Calendars.Matching;

namespace Convo.Functions.Core.Calendars.Doubles;

/// <summary>
/// What tells that an event in one person's calendar is the event in another's: begin, end, id, title and people, all but the times as short hashes, so that no
/// word of a calendar is kept for it. Pure.
/// </summary>
/// <param name="Start">When it begins: an event that begins at another time is another.</param>
/// <param name="End">When it ends.</param>
/// <param name="Id">The hash of its id: one calendar system gives all who are invited the same.</param>
/// <param name="Title">The hash of its folded title; empty where it has none.</param>
/// <param name="People">The hashes of the addresses on its invitation; empty where none are known.</param>
public sealed partial record EventMark(DateTimeOffset Start, DateTimeOffset End, string Id, string Title, IReadOnlyList<string> People)
{
    private const int Digits = 16;
    private const int PersonDigits = 8;
    private const int MostPeople = 50;

    /// <summary>The mark of an event.</summary>
    public static EventMark Of(CalendarEvent one) => new(
        one.Start,
        one.End,
        Digest.Hex(Occurrence().Replace(one.Id, ""), Digits),
        Folding.Line(one.Title) is { Length: > 0 } title ? Digest.Hex(title, Digits) : "",
        [.. one.Attendees.Select(attendee => attendee.Email.ToLowerInvariant())
            .Where(email => email.Length > 0)
            .Distinct()
            .Select(email => Digest.Hex(email, PersonDigits))
            .Order(StringComparer.Ordinal)
            .Take(MostPeople)]);

    /// <summary>
    /// Whether two marks are of one event. The same id at the same time is one; where two systems gave their own ids, the same times and the same title are,
    /// unless both invitations are known and have nobody in common: "1:1" at ten is held by many.
    /// </summary>
    public bool IsSame(EventMark other) =>
        Start == other.Start
        && (Id == other.Id
            || (End == other.End
                && Title.Length > 0
                && Title == other.Title
                && (People.Count is 0 || other.People.Count is 0 || People.Intersect(other.People).Any())));

    // Google names an occurrence by its series and its time; a calendar that was shared by its series may have the one or the other.
    [GeneratedRegex(@"_\d{8}(?:T\d{6}Z)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Occurrence();
}

/// <summary>That a recipe is done for an event by the run of one meeting.</summary>
/// <param name="Meeting">The key of the meeting.</param>
/// <param name="Mark">Its event.</param>
public sealed record EventClaim(string Meeting, EventMark Mark);

[JsonSerializable(typeof(List<EventClaim>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class EventClaimJson : JsonSerializerContext;
