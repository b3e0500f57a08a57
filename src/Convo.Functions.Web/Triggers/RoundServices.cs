using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Triggers;

/// <summary>Puts the rounds of the calendars and the keep-times into a program: the triggers ring it on the cloud heads, a timer on the one-machine head.</summary>
public static class RoundServices
{
    /// <summary>Adds the rounds.</summary>
    public static IServiceCollection AddRounds(this IServiceCollection services) => services
        .AddSingleton<Turns>()
        .AddSingleton<CalendarRound>()
        .AddSingleton<ExpiryRound>();
}
