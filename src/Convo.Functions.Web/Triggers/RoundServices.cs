using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Triggers;

/// <summary>
/// Puts the rounds of the accounts, the calendars and the keep-times into a program: the triggers ring them on the cloud heads, timers on the one-machine head.
/// </summary>
public static class RoundServices
{
    /// <summary>Adds the rounds.</summary>
    public static IServiceCollection AddRounds(this IServiceCollection services) => services
        .AddSingleton<Turns>()
        .AddSingleton<AccountRound>()
        .AddSingleton<CalendarRound>()
        .AddSingleton<ExpiryRound>();
}
