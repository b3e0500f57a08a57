using Convo.Functions;
using Convo.Functions.Settings;
using Convo.Functions.Web;
using Convo.Functions.Worker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Builder;

// The web app of the function app, in this process and without a port (0 is never opened): only the triggers hand it requests.
var settings = new ConfigurationBuilder()
    .AddEnvironmentVariables()
    .AddInMemoryCollection(new Dictionary<string, string?> { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0" })
    .Build();
using var bridge = new BridgeServer(new ServerLimits().ApiBytes);
var options = FunctionsOptions.Read(settings) with { Around = services => services.AddSingleton<IServer>(bridge) };
await using var web = await FunctionsApp.StartAsync(options, CancellationToken.None);

var worker = FunctionsApplication.CreateBuilder(args);
worker.Services.AddSingleton(bridge);
await worker.Build().RunAsync();
