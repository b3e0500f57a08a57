using System.Text.Json;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Matching;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>A meeting, the events around it, and which of them a person would say it was.</summary>
internal sealed record LabelledMatch(string Name, LabelledMatch.Recorded Meeting, IReadOnlyList<LabelledMatch.Planned> Events, string? Expected)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<LabelledMatch> All { get; } = Read();

    public CalendarMatch Find() => CalendarMatch.Find(
        new MeetingTraits(Meeting.Title, Meeting.Start, Meeting.End, Meeting.Linked, Meeting.Names ?? [], Meeting.Own),
        [.. Events.Select(one => one.ToEvent())]);

    private static List<LabelledMatch> Read()
    {
        using var file = typeof(LabelledMatch).Assembly.GetManifestResourceStream("labelled-matches.json")!;
        return JsonSerializer.Deserialize<List<LabelledMatch>>(file, Web)!;
    }

    internal sealed record Recorded(string Title, DateTimeOffset Start, DateTimeOffset? End, IReadOnlyList<string>? Names, string? Linked, string? Own);

    internal sealed record Planned(
        string Id, string? Title, DateTimeOffset Start, DateTimeOffset End, bool AllDay, IReadOnlyList<string>? People, string? DeclinedBy)
    {
        public CalendarEvent ToEvent() => new(Id, Title ?? "", Start, End, AllDay, [.. (People ?? []).Select(Person)], Organiser: null);

        // "Marit Dahl <marit@nordwind.example>", or the address alone in its brackets.
        private Attendee Person(string text)
        {
            var at = text.IndexOf('<', StringComparison.Ordinal);
            var (name, email) = (text[..at].Trim(), text[(at + 1)..].TrimEnd('>'));
            return new Attendee(name.Length > 0 ? name : null, email, email == DeclinedBy);
        }
    }
}
