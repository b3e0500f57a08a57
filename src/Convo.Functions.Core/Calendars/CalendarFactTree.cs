using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Calendars;

/// <summary>A match as facts, under the paths of the catalogue. What the calendar left out has no value. Pure.</summary>
internal static class CalendarFactTree
{
    public static FactValue.Group Unmatched(double score, string why) => Under(
        ("matched", new FactValue.Flag(false)),
        ("score", new FactValue.Number(score)),
        ("why", new FactValue.Text(why)));

    public static FactValue.Group Of(KnownMatch match)
    {
        var happening = match.Event;
        var sides = new Sides(match.Domains, match.OwnAddress);
        var people = happening.Attendees.Where(attendee => attendee.Email.Length > 0).ToList();
        var isSeries = match.Times >= Series.FewestTimes;

        return Under(
            ("matched", new FactValue.Flag(true)),
            ("score", new FactValue.Number(match.Score)),
            ("why", new FactValue.Text(match.Why)),
            ("title", Text(happening.Title)),
            ("start", new FactValue.Time(happening.Start)),
            ("end", new FactValue.Time(happening.End)),
            ("attendees", List(happening.Attendees, attendee => Person(attendee, sides.IsInside(attendee.Email) ? "inside" : "outside"))),
            ("insiders", List(people.Where(attendee => sides.IsInside(attendee.Email)), attendee => Person(attendee, null))),
            ("outsiders", List(people.Where(attendee => !sides.IsInside(attendee.Email)), attendee => Person(attendee, null))),
            ("domains", OutsideDomains(people, sides)),
            ("series", isSeries ? Text(happening.Title) : null),
            ("seriesTimes", isSeries ? new FactValue.Number(match.Times) : null),
            ("organiser", happening.Organiser is { } organiser ? Person(organiser, null) : null));
    }

    private static FactValue.List OutsideDomains(IEnumerable<Attendee> people, Sides sides) => List(
        people.Where(attendee => !sides.IsInside(attendee.Email))
            .Select(attendee => Sides.DomainOf(attendee.Email))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal),
        domain => new FactValue.Text(domain));

    private static FactValue.Group Person(Attendee attendee, string? side) =>
        Group(("name", Text(attendee.Name)), ("email", Text(attendee.Email)), ("side", Text(side)));

    private static FactValue.Group Under(params ReadOnlySpan<(string Name, FactValue? Value)> members) => Group(("calendar", Group(members)));

    private static FactValue.Group Group(params ReadOnlySpan<(string Name, FactValue? Value)> members)
    {
        var known = new Dictionary<string, FactValue>();

        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                known[name] = value;
            }
        }

        return new FactValue.Group(known);
    }

    private static FactValue.List List<T>(IEnumerable<T> items, Func<T, FactValue> convert) => new([.. items.Select(convert)]);

    private static FactValue.Text? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : new FactValue.Text(text);
}
