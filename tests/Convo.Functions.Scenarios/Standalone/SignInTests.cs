using Convo.Functions.Core.Access;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.Standalone;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

public sealed class SignInTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("convo-sign-in-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Where_the_admin_token_is_given_no_other_is_made()
    {
        await using var app = await StartAsync("admin-token-0123456789abcdefghij");
        Assert.Null(app.SignInToken);
        Assert.Empty(await app.Services.GetRequiredService<Tokens>().ListAsync(default));
    }

    [Fact]
    public async Task Where_none_is_given_the_sign_in_link_has_one_that_lets_in()
    {
        await using var app = await StartAsync(adminToken: null);
        var caller = await app.Services.GetRequiredService<Tokens>().FindAsync(app.SignInToken!, default);
        Assert.Equal(Role.Admin, caller?.Role);
    }

    private Task<StandaloneApp> StartAsync(string? adminToken) => StandaloneApp.StartAsync(
        new StandaloneOptions
        {
            Port = FreePort.Take(),
            SandboxPort = 0,
            DataFolder = folder,
            AdminToken = adminToken,
            Around = services => services.AddLogging(logging => logging.ClearProviders()),
        },
        CancellationToken.None);
}
