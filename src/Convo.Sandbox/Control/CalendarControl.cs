using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Control;

/// <summary>
/// Puts events into an account's calendar (the Professional one's unless another is named), shows and removes them, and says how generous the API is with
/// them.
/// </summary>
internal sealed class CalendarControl(ConvoAccounts accounts, ScenarioShelf scenarios, SeededChance chance, TimeProvider clock)
{
    private const int MostAtOnce = 500;

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/calendar", ShowAsync);
        control.MapPost("/calendar", PutAsync);
        control.MapDelete("/calendar", ClearAsync);
        control.MapDelete("/calendar/{id}", RemoveAsync);
    }

    private Task ShowAsync(HttpContext context) => OfAsync(context, calendar => ShowAsync(context, calendar));

    // The name stands in the query for the calls without a body.
    private Task OfAsync(HttpContext context, Func<Calendar, Task> act) => accounts.Named((string?)context.Request.Query["account"]) is { } account
        ? act(account.Calendar)
        : ControlAnswer.RefuseAsync(context, "No such account; there are: " + accounts.Names);

    private static Task ShowAsync(HttpContext context, Calendar calendar)
    {
        List<CalendarItem> items = [.. calendar.All.OrderBy(one => one.Start).Select(one => one.ToItem(withOrganizer: true))];
        return ControlAnswer.WriteAsync(context, new CalendarAnswer(calendar.IsConnected, calendar.IsGenerous, items), ControlJson.Wire.CalendarAnswer);
    }

    private async Task PutAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.CalendarRequest) is not { } request)
        {
            return;
        }

        var (scripts, problem) = ScriptsOf(request);
        var read = (scripts ?? []).Select(script => CalendarCasting.Read(script, chance, clock.GetUtcNow())).ToList();
        problem ??= read.Find(one => one.Event is null).Error;
        var account = accounts.Named(request.Account);
        if (problem is not null || account is null)
        {
            await ControlAnswer.RefuseAsync(context, problem ?? "No such account; there are: " + accounts.Names);
            return;
        }

        var calendar = account.Calendar;
        calendar.IsConnected = request.Connected ?? calendar.IsConnected;
        calendar.IsGenerous = request.Generous ?? calendar.IsGenerous;
        read.ForEach(one => calendar.Put(one.Event!));
        await ShowAsync(context, calendar);
    }

    private Task ClearAsync(HttpContext context) => OfAsync(context, calendar =>
    {
        calendar.Clear();
        return ShowAsync(context, calendar);
    });

    private Task RemoveAsync(HttpContext context) => OfAsync(context, calendar => calendar.TryRemove((string)context.Request.RouteValues["id"]!)
        ? ShowAsync(context, calendar)
        : ControlAnswer.RefuseAsync(context, "No event of the calendar has this id", StatusCodes.Status404NotFound));

    // A scenario's event, put in ahead of its meeting: at the time that is given, else in an hour.
    private (IReadOnlyList<CalendarScript>? Scripts, string? Problem) ScriptsOf(CalendarRequest request)
    {
        List<CalendarScript> scripts = [.. (request.Events ?? []).OfType<CalendarScript>()];
        if (scripts.Count > MostAtOnce || scripts.Count < request.Events?.Count)
        {
            return (null, $"events is a list of at most {MostAtOnce} objects");
        }

        if (request.Scenario is null)
        {
            return (scripts, null);
        }

        if (scenarios.Find(request.Scenario)?.Meeting is not { Calendar: { } planned } meeting)
        {
            var there = scenarios.All.Where(one => one.Scenario.Meeting.Calendar is not null).Select(one => one.Name);
            return (null, "No scenario of this name has an event of the calendar; there are: " + string.Join(", ", there));
        }

        var ahead = planned with
        {
            Summary = planned.Summary ?? meeting.Title,
            Start = request.Start ?? planned.Start,
            Minutes = planned.Minutes ?? meeting.Minutes ?? meeting.Duration,
        };
        return ([.. scripts, ahead], null);
    }
}
