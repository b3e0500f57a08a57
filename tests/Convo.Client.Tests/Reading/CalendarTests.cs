using System.Net;
using System.Text.Json.Nodes;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Reading;

/// <summary>The calendar's events: the two samples of Convo's OpenAPI description, and what Google's shape leaves out.</summary>
public sealed class CalendarTests
{
    // The examples "timed" and "bare" of listCalendarEvents, value by value.
    private const string Timed = """
        {"data":[{"id":"evt_m81zz","summary":"Supplier kickoff",
          "start":{"dateTime":"2026-05-11T10:30:00+02:00","timeZone":"Europe/Oslo"},
          "end":{"dateTime":"2026-05-11T11:00:00+02:00","timeZone":"Europe/Oslo"},
          "attendees":[
            {"email":"jonas@firma.example","displayName":"Jonas Vik","responseStatus":"accepted"},
            {"email":"marit@nordwind.example","displayName":"Marit Dahl","responseStatus":"accepted"}]}]}
        """;

    private const string Bare = """{"data":[{"id":"evt_allday","start":{"date":"2026-05-17"},"end":{"date":"2026-05-18"}}]}""";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_timed_sample_is_read_whole()
    {
        var happening = Assert.Single(await ReadAsync(Timed));

        Assert.Equal(("evt_m81zz", "Supplier kickoff", null), (happening.Id, happening.Summary, happening.Organizer));
        Assert.Equal(new CalendarTime { DateTime = Utc(8, 30), TimeZone = "Europe/Oslo" }, happening.Start);
        Assert.Equal(new CalendarTime { DateTime = Utc(9, 0), TimeZone = "Europe/Oslo" }, happening.End);
        Assert.Equal(
            [
                new CalendarAttendee { Email = "jonas@firma.example", DisplayName = "Jonas Vik", ResponseStatus = "accepted" },
                new CalendarAttendee { Email = "marit@nordwind.example", DisplayName = "Marit Dahl", ResponseStatus = "accepted" },
            ],
            happening.Attendees);
    }

    [Fact]
    public async Task The_bare_sample_is_a_whole_day_without_moments_title_or_people()
    {
        var happening = Assert.Single(await ReadAsync(Bare));

        Assert.Equal(new CalendarTime { Date = new(2026, 5, 17) }, happening.Start);
        Assert.Equal(new CalendarTime { Date = new(2026, 5, 18) }, happening.End);
        Assert.Null(happening.Summary);
        Assert.Empty(happening.Attendees);
    }

    [Theory]
    [InlineData("""{"dateTime":"2026-05-11T08:30:00Z"}""", "2026-05-11 08:30")]
    [InlineData("""{"dateTime":"2026-05-11T04:30:00-04:00","timeZone":"America/New_York"}""", "2026-05-11 08:30")]
    [InlineData("""{"dateTime":"2026-05-11T10:30:00","timeZone":"Europe/Oslo"}""", "2026-05-11 08:30")]
    [InlineData("""{"dateTime":"2026-05-11T08:30:00","timeZone":"Mars/Olympus"}""", "2026-05-11 08:30")]
    [InlineData("""{"dateTime":"2026-05-11T08:30:00"}""", "2026-05-11 08:30")]
    [InlineData("\"2026-05-11T10:30:00+02:00\"", "2026-05-11 08:30")]
    [InlineData("""{"dateTime":"2026-05-11"}""", null)]
    [InlineData("""{"dateTime":"tomorrow"}""", null)]
    [InlineData("""{"dateTime":"0001-01-01T00:30:00","timeZone":"Europe/Oslo"}""", null)]
    [InlineData("""{"dateTime":1778488200}""", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("17", null)]
    public async Task A_start_is_read_with_its_own_offset_or_that_of_its_zone(string start, string? expected)
    {
        var happening = Assert.Single(await ReadAsync($$"""{"data":[{"id":"evt_1","start":{{start}},"end":{{start}}}]}"""));

        Assert.Equal(expected, happening.Start.DateTime?.ToString("yyyy-MM-dd HH:mm"));
        Assert.Equal(happening.Start, happening.End);
    }

    [Fact]
    public async Task A_bare_date_as_text_is_a_whole_day()
    {
        var happening = Assert.Single(await ReadAsync("""{"data":[{"id":"evt_1","start":"2026-05-17"}]}"""));

        Assert.Equal((new DateOnly(2026, 5, 17), null), (happening.Start.Date, happening.Start.DateTime));
        Assert.Equal(new CalendarTime(), happening.End);
    }

    [Fact]
    public async Task Holes_are_passed_over_and_an_organiser_that_comes_is_read()
    {
        var happening = Assert.Single(await ReadAsync("""
            {"data":[null,{"summary":"no id"},{"id":"evt_1","summary":null,"new":[{}],"attendees":[null,{"displayName":"Marit"},{"email":null}],
             "organizer":{"email":"marit@nordwind.example","displayName":"Marit Dahl","self":true}}]}
            """));

        Assert.Equal([("", "Marit"), ("", null)], happening.Attendees.Select(attendee => (attendee.Email, attendee.DisplayName)));
        Assert.Equal(new CalendarAttendee { Email = "marit@nordwind.example", DisplayName = "Marit Dahl" }, happening.Organizer);
    }

    [Fact]
    public async Task A_calendar_without_events_is_an_empty_list() => Assert.Empty(await ReadAsync("""{"data":[]}"""));

    [Theory]
    [InlineData("""{"data":{"events":[]}}""")]
    [InlineData("""{"data":[{"id":"evt_1","start":{"dateTime":"2026-05-11T08:30:00Z","dateTime":"2026-05-12T08:30:00Z"}}]}""")]
    [InlineData("""{"data":["evt_1"]}""")]
    public async Task An_answer_of_another_shape_is_a_failure_and_no_empty_calendar(string body)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(body));

        await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().ListCalendarEventsAsync(new(), None));
    }

    [Fact]
    public async Task No_calendar_says_where_one_is_connected()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Error(HttpStatusCode.NotFound, "not_found"));

        var failure = await Assert.ThrowsAsync<ConvoApiException>(() => convo.Client().ListCalendarEventsAsync(new(), None));

        Assert.Equal(ConvoErrorCode.NotFound, failure.Code);
        Assert.Contains("Integrations", failure.Advice);
    }

    [Fact]
    public async Task The_wishes_go_into_the_query()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(Bare), Answer.Ok(Bare));

        await convo.Client().ListCalendarEventsAsync(new(), None);
        await convo.Client().ListCalendarEventsAsync(new() { MaxResults = 7, TimeMin = new(2026, 5, 11, 10, 30, 0, TimeSpan.FromHours(2)) }, None);

        Assert.Equal(
            ["GET /api/v1/calendar/events?maxResults=50", "GET /api/v1/calendar/events?maxResults=7&timeMin=2026-05-11T08%3A30%3A00.000Z"],
            convo.Asked.Select(asked => asked.ToString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public async Task A_number_that_Convo_refuses_is_refused_before_sending(int most)
    {
        await using var convo = await ScriptedConvo.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => convo.Client().ListCalendarEventsAsync(new() { MaxResults = most }, None));
        Assert.Empty(convo.Asked);
    }

    [Fact]
    public void A_time_that_is_written_is_read_as_the_same()
    {
        var time = new CalendarTime { DateTime = Utc(8, 30), TimeZone = "Europe/Oslo", Date = new(2026, 5, 11) };

        var written = System.Text.Json.JsonSerializer.Serialize(time);

        Assert.Equal(time, System.Text.Json.JsonSerializer.Deserialize<CalendarTime>(written));
        Assert.Equal("2026-05-11T08:30:00.000Z", (string?)JsonNode.Parse(written)!["dateTime"]);
    }

    private static DateTimeOffset Utc(int hour, int minute) => new(2026, 5, 11, hour, minute, 0, TimeSpan.Zero);

    private static async Task<IReadOnlyList<CalendarEvent>> ReadAsync(string body)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(body));
        return (await convo.Client().ListCalendarEventsAsync(new(), None)).Value;
    }
}
