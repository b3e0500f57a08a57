using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

/// <summary>An account with a calendar, the table of its snapshot, and meetings that are held on a clock that stands until it is moved.</summary>
internal sealed class CalendarStage
{
    private static readonly CancellationToken None = CancellationToken.None;

    public CalendarStage()
    {
        var tables = new MemoryTables();
        Calendar = new ScriptedCalendar(Clock);
        Store = new CalendarStore(tables, new CountingChance(), new FlowOptions());
        Content = new ContentStore(tables, Clock);
        Memory = new MatchMemory(Content, Store);
    }

    public static MeetingKey Key { get; } = MeetingKey.For("acme", "sess_1");

    public StepClock Clock { get; } = new() { Now = Given.Nine.AddHours(-1) };

    public ScriptedCalendar Calendar { get; }

    public CalendarStore Store { get; }

    public ContentStore Content { get; }

    public MatchMemory Memory { get; }

    public Connection Account { get; set; } = Given.Account();

    public CalendarFacts Facts => new(Calendar, Store, Memory, Clock);

    public static CalendarEvent Weekly(int day) =>
        Given.Event($"evt_weekly_{day}", "Weekly sync", Given.Nine.AddDays(day), "marit@acme.example", "anna@acme.example");

    public Task SnapshotAsync() => new CalendarRefresh(Calendar, Store, Clock).RefreshAsync(Account, None);

    public Task SnapshotOnAsync(int day)
    {
        Clock.Now = Given.Nine.AddDays(day).AddHours(-1);
        return SnapshotAsync();
    }

    public async Task<FactSet> MeetAsync(
        string title = "Weekly sync", int day = 0, string? linked = null, MeetingKey? key = null, IReadOnlyList<string>? names = null)
    {
        var start = Given.Nine.AddDays(day).AddMinutes(2);
        Clock.Now = Clock.Now > start.AddHours(1) ? Clock.Now : start.AddHours(1);
        var points = new FactAnswer.Known(new FactValue.Group(new Dictionary<string, FactValue>
        {
            ["participants"] = new FactValue.List([.. (names ?? []).Select(name => new FactValue.Text(name))]),
        }));
        var answer = await Facts.ReadAsync(key ?? Key, Account, Row(start, title, linked), points, None);
        return new FactSet(Assert.IsType<FactAnswer.Known>(answer).Facts);
    }

    public static FactAnswer.Known Row(DateTimeOffset start, string title, string? linked)
    {
        var meeting = new Dictionary<string, FactValue> { ["title"] = new FactValue.Text(title), ["start"] = new FactValue.Time(start) };
        if (start.Year < 9000)
        {
            meeting["end"] = new FactValue.Time(start.AddMinutes(28));
        }

        if (linked is not null)
        {
            meeting["calendarEventId"] = new FactValue.Text(linked);
        }

        return new FactAnswer.Known(new FactValue.Group(new Dictionary<string, FactValue> { ["meeting"] = new FactValue.Group(meeting) }));
    }

    public static string? Words(FactSet facts, string path) => facts.Find(path) switch
    {
        FactValue.Text text => text.Value,
        FactValue.Number number => $"{number.Value}",
        FactValue.Flag flag => flag.Value ? "yes" : "no",
        _ => null,
    };

    public static string Sides(FactSet facts, string path) => string.Join(' ', Items(facts, path, "side"));

    public static IEnumerable<string?> Items(FactSet facts, string path, string member) =>
        Assert.IsType<FactValue.List>(facts.Find(path)).Items.Select(item => (FactSet.Member(item, member) as FactValue.Text)?.Value);
}
