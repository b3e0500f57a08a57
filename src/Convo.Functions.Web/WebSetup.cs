using Convo.Functions.Core.Access;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Webhooks;
using Convo.Functions.Web.Access;
using Convo.Functions.Web.Api;
using Convo.Functions.Web.Approvals;
using Convo.Functions.Web.Health;
using Convo.Functions.Web.Hooks;
using Convo.Functions.Web.Problems;
using Convo.Functions.Web.Secrets;
using Convo.Functions.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Convo.Functions.Web;

/// <summary>
/// The whole HTTP surface for a head: <c>AddConvoWeb</c> and <c>MapConvoWeb</c>. The head brings the ports: <see cref="ITables"/>, <see cref="IChance"/>,
/// <see cref="IAccept"/>, <see cref="IHookSignature"/>, <see cref="IConvoAccount"/>, and an <see cref="ISecrets"/> where it has a better one.
/// </summary>
public static class WebSetup
{
    private const string ApplicationName = "Convo.Functions";
    private const string KeyFolder = "keys";

    /// <summary>Adds everything that the HTTP surface needs.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
    /// A setting is missing or wrong; its text is meant for the person who starts the app.
    /// </exception>
    public static IServiceCollection AddConvoWeb(this IServiceCollection services, WebOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KestrelServerOptions>(options.Limits.Apply);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));

        // The framework's own log lines hold addresses with their queries, which are none of the log's business.
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services.AddSecretKeeping(options).AddIntake(options).AddAccess();
    }

    /// <summary>Maps every route, and what stands before them.</summary>
    public static WebApplication MapConvoWeb(this WebApplication app)
    {
        app.UseMiddleware<Faults>();
        app.UseMiddleware<RequestShape>();
        app.UseMiddleware<Gate>();
        app.UseMiddleware<SitePages>();
        app.UseRouting();
        app.UseMiddleware<RoleGate>();
        if (app.Services.GetRequiredService<WebOptions>().RefusesRepeats)
        {
            app.UseMiddleware<RepeatGate>();
        }

        app.UseMiddleware<Unchanged>();
        app.Map(HookEndpoint.Route, (RequestDelegate)(http => http.RequestServices.GetRequiredService<HookEndpoint>().HandleAsync(http))).OpenToAll();
        app.Map(SlackEndpoint.Route, (RequestDelegate)(http => http.RequestServices.GetRequiredService<SlackEndpoint>().HandleAsync(http))).OpenToAll();
        ApprovalEndpoint.Map(app);
        app.MapApiDocument();
        app.MapSession();
        app.MapTokens();
        app.MapConnections();
        app.MapAccounts();
        app.MapWebhooks();
        app.MapRecipes();
        app.MapRecipeUndo();
        app.MapTrials();
        app.MapForecast();
        app.MapGallery();
        app.MapCatalogue();
        app.MapMeetings();
        app.MapRuns();
        app.MapRunsAgain();
        app.MapApprovals();
        app.MapQuarantine();
        app.MapPrivacy();
        app.MapKeeping();
        app.MapState();
        app.MapPolling();
        return app;
    }

    private static IServiceCollection AddSecretKeeping(this IServiceCollection services, WebOptions options)
    {
        services.AddKeys(options);
        services.TryAddSingleton<ISecrets, ProtectedSecrets>();
        services.AddSingleton<RingCache>();
        services.AddSingleton(options.Webhooks);
        services.AddSingleton<WebhookGuard>();
        services.AddSingleton<IConcern, WebhookConcern>();
        services.AddSingleton<ConnectionChanges>();
        services.AddSingleton<RecipeWords>();
        services.AddSingleton<MeetingLookup>();
        services.AddSingleton(s => new WebhookRound(
            s.GetRequiredService<ConnectionStore>(), s.GetRequiredService<ConnectionChanges>(), s.GetRequiredService<ILogger<WebhookRound>>()));

        return services;
    }

    private static void AddKeys(this IServiceCollection services, WebOptions options)
    {
        var keys = services.AddDataProtection().SetApplicationName(ApplicationName);

        if (options.KeysInSecrets)
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
                management => management.XmlRepository = new SecretKeyRing(s.GetRequiredService<ISecrets>(), s.GetRequiredService<TimeProvider>())));
        }
        else
        {
            keys.PersistKeysToFileSystem(DataFolder.Open(options.DataFolder!, KeyFolder));
        }

        // It reads the keys before the server listens: a start must not wait for a secret store that is slow or away, nor for the reading of XML.
        if (options.KeysInSecrets || options.IsAlone)
        {
            services.Remove(services.Single(service =>
                service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly));
        }
    }

    // The spool must be sealed and opened while the secret store is away, so its keys lie beside it.
    private static ProtectedSeal Seal(IServiceProvider services, WebOptions options) => new(options.KeysInSecrets
        ? DataProtectionProvider.Create(DataFolder.Open(options.DataFolder!, KeyFolder), protection => protection.SetApplicationName(ApplicationName))
        : services.GetRequiredService<IDataProtectionProvider>());

    private static IServiceCollection AddIntake(this IServiceCollection services, WebOptions options)
    {
        services.AddSingleton<Rejections>();
        services.AddSingleton<HookDoor>();
        services.AddSingleton<HookEndpoint>();
        services.AddSingleton<SlackEndpoint>();
        services.AddSingleton<ApprovalEndpoint>();
        services.AddSingleton<Health.Health>();
        services.AddSingleton<IConcern, StoppedAccounts>();
        services.AddSingleton<ISpool>(provider => options.SpoolBytes is 0
            ? new NoSpool()
            : new FileSpool(
                DataFolder.Open(options.DataFolder!, "spool").FullName,
                Seal(provider, options),
                options.SpoolBytes,
                provider.GetRequiredService<ILogger<FileSpool>>()));
        services.AddHostedService<SpoolDrain>();
        return services;
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Tokens>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Callers>();
        services.AddSingleton<Repeats>();
        services.AddSingleton<SiteFiles>();
        services.AddSingleton<OpenPaths>();
        return services;
    }
}
