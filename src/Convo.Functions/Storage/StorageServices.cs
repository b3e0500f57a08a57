using Convo.Functions.Settings;

namespace Convo.Functions.Storage;

/// <summary>Puts the stores into the program.</summary>
internal static class StorageServices
{
    /// <summary>Adds tables, queue, and the vault where there is one; nothing is asked before it is needed.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, FunctionsOptions options) => services
        .AddHostedService<FirstSteps>();
}
