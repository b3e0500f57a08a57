using System.Net;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class AzuriteIdentityTests : IAsyncLifetime
{
    private AzuriteServer azurite = null!;
    private RawStorage storage = null!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.SharedAsync(AzuriteMode.Identity);
        storage = new RawStorage(azurite.NewAccount(), azurite.CreateHandler());
    }

    public Task DisposeAsync()
    {
        storage.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_token_for_storage_opens_it() =>
        Assert.Equal(HttpStatusCode.Created, await CreateTableAsync(AzuriteToken.Create(TimeProvider.System.GetUtcNow())));

    [Fact]
    public async Task A_token_for_something_else_opens_nothing() =>
        Assert.Equal(HttpStatusCode.Forbidden, await CreateTableAsync(AzuriteToken.Create(TimeProvider.System.GetUtcNow(), "https://vault.azure.net")));

    [Fact]
    public async Task A_token_of_yesterday_opens_nothing() =>
        Assert.Equal(HttpStatusCode.Forbidden, await CreateTableAsync(AzuriteToken.Create(TimeProvider.System.GetUtcNow().AddDays(-1))));

    [Fact]
    public async Task A_shared_key_opens_it_too()
    {
        using var made = await storage.CreateTableAsync("meetings");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task Another_certificate_is_not_trusted()
    {
        await using var other = await AzuriteServer.StartAsync(AzuriteMode.Identity);
        using var crossed = new RawStorage(azurite.NewAccount(), other.CreateHandler());

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => crossed.CreateTableAsync("meetings"));

        Assert.Equal(HttpRequestError.SecureConnectionError, e.HttpRequestError);
    }

    [Fact]
    public async Task Tokens_pass_through_the_proxy()
    {
        await using var proxy = await StorageProxy.StartAsync(azurite);
        using var through = new RawStorage(proxy.Of(azurite.NewAccount()), azurite.CreateHandler());
        var token = AzuriteToken.Create(TimeProvider.System.GetUtcNow());

        using var made = await through.WithTokenAsync(HttpMethod.Post, "Tables", token, """{"TableName":"meetings"}""");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(1, proxy.Traffic.Count(request => request.Operation is StorageOperation.CreateTable));
    }

    private async Task<HttpStatusCode> CreateTableAsync(string token)
    {
        using var answer = await storage.WithTokenAsync(HttpMethod.Post, "Tables", token, """{"TableName":"meetings"}""");
        return answer.StatusCode;
    }
}
