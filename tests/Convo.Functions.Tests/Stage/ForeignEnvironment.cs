using System.Runtime.CompilerServices;

namespace Convo.Functions.Tests.Stage;

/// <summary>
/// The whole test run has in its environment what the Functions host's may hold for other programs: a handler that heeds it would listen elsewhere,
/// and every test that asks where it listens would fail.
/// </summary>
internal static class ForeignEnvironment
{
    [ModuleInitializer]
    internal static void Set()
    {
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_URLS", "http://127.0.0.1:1"),
            ("DOTNET_URLS", "http://127.0.0.1:1"),
            ("ASPNETCORE_HTTP_PORTS", "1"),
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Kestrel__Endpoints__Other__Url", "http://127.0.0.1:1"),
            ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"),
        })
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
