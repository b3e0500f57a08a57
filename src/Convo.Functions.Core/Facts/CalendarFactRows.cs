using static Convo.Functions.Core.Facts.FactTypes;

namespace Convo.Functions.Core.Facts;

/// <summary>The rows of the catalogue that come of the matched event of the calendar.</summary>
internal static class CalendarFactRows
{
    public static IReadOnlyList<Fact> All { get; } =
    [
        Of(
            "calendar.matched", FactType.Flag, PrivacyClass.Schedule,
            "Whether an event of the calendar was found to be this meeting. Without a calendar, no.", new FactValue.Flag(true)),
        Of("calendar.score", FactType.Number, PrivacyClass.Schedule, "How sure that is, 0 to 1; from 0.6 on it counts.", Number(0.95)),
        Of(
            "calendar.why", FactType.Text, PrivacyClass.Schedule,
            "Why, or why not; names nobody and quotes no title.", Text("starts 2 minutes apart, same title, 3 of 4 names")),
        Of("calendar.title", FactType.Text, PrivacyClass.Content, "The title of the event.", Text("Q1 Planning Review")),
        Of("calendar.start", FactType.Time, PrivacyClass.Schedule, "When it was to begin.", Time(2026, 3, 18, 14, 0)),
        Of("calendar.end", FactType.Time, PrivacyClass.Schedule, "When it was to end.", Time(2026, 3, 18, 14, 30)),
        People(
            "calendar.attendees", "Who was invited, rooms left out; whether they came is not known.",
            Person("Alice Chen", "alice@example.com", "inside"), Person("Bob Falk", "bob@customer.example", "outside")) with
        {
            Members = Members("calendar.attendees", hasSide: true),
        },
        People("calendar.insiders", "Who was invited with an address of your own domains.", Person("Alice Chen", "alice@example.com")) with
        {
            Members = Members("calendar.insiders", hasSide: false),
        },
        People("calendar.outsiders", "Who was invited with an address elsewhere.", Person("Bob Falk", "bob@customer.example")) with
        {
            Members = Members("calendar.outsiders", hasSide: false),
        },
        Of("calendar.domains", FactType.List, PrivacyClass.People, "The domains of those outside.", Texts("customer.example")),
        Of(
            "calendar.series", FactType.Text, PrivacyClass.Content,
            "A guess: the event's title, where it was seen at least three times in the last weeks.", Text("Q1 Planning Review")),
        Of("calendar.seriesTimes", FactType.Number, PrivacyClass.Schedule, "How often it was seen, where that makes a series.", Number(6)),
        Of("calendar.organiser.name", FactType.Text, PrivacyClass.People, "Who invited; only where the calendar says so, which is seldom.", Text("Alice Chen")),
        Of("calendar.organiser.email", FactType.Text, PrivacyClass.People, "The address of who invited; seldom known.", Text("alice@example.com")),
    ];

    private static Fact Of(string path, FactType type, PrivacyClass @class, string description, FactValue sample) =>
        new(path, type, FactGroup.Calendar, @class, description, sample);

    private static Fact People(string path, string description, params FactValue[] sample) =>
        Of(path, FactType.List, PrivacyClass.People, description, new FactValue.List(sample));

    private static List<Fact> Members(string list, bool hasSide)
    {
        List<Fact> members =
        [
            Of($"{list}.name", FactType.Text, PrivacyClass.People, "The name, where the calendar has one.", Text("Bob Falk")),
            Of($"{list}.email", FactType.Text, PrivacyClass.People, "The address.", Text("bob@customer.example")),
        ];

        if (hasSide)
        {
            members.Add(Of($"{list}.side", FactType.Text, PrivacyClass.People, "inside or outside, by the account's domains.", Text("outside")));
        }

        return members;
    }

    private static FactValue.Group Person(string name, string email, string? side = null) => side is null
        ? Group(("name", Text(name)), ("email", Text(email)))
        : Group(("name", Text(name)), ("email", Text(email)), ("side", Text(side)));
}
