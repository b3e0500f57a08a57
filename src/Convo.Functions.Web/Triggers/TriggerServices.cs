using Convo.Functions.Web.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Web.Triggers;

/// <summary>Puts what the triggers of the cloud heads do into a program; the one-machine head has a pump and a timer of its own.</summary>
public static class TriggerServices
{
    /// <summary>Adds the four triggers.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services) => services
        .AddRounds()
        .AddSingleton<PoisonTally>()
        .AddSingleton<IConcern>(s => s.GetRequiredService<PoisonTally>())
        .AddSingleton<WorkTrigger>()
        .AddSingleton<PoisonTrigger>()
        .AddSingleton<SweepTrigger>()
        .AddSingleton<PollTrigger>();
}
