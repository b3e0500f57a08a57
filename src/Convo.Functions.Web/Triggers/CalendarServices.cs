using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Triggers;

/// <summary>Puts the rounds of the calendars and the accounts into a program: the triggers ring them on the cloud heads, timers on the one-machine head.</summary>
public static class CalendarServices
{
    /// <summary>Adds the rounds.</summary>
    public static IServiceCollection AddCalendarRound(this IServiceCollection services) => services
        .AddSingleton<Turns>()
        .AddSingleton<AccountRound>()
        .AddSingleton<CalendarRound>();
}
