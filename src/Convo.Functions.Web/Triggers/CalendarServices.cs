using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Triggers;

/// <summary>Puts the round of the calendars into a program: the triggers ring it on the cloud heads, a timer on the one-machine head.</summary>
public static class CalendarServices
{
    /// <summary>Adds the round.</summary>
    public static IServiceCollection AddCalendarRound(this IServiceCollection services) => services
        .AddSingleton<Turns>()
        .AddSingleton<CalendarRound>();
}
