using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class AzuriteServerTests : IAsyncLifetime
{
    private AzuriteServer azurite = null!;

    public async Task InitializeAsync() => azurite = await AzuriteServer.SharedAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_row_that_was_inserted_can_be_read()
    {
        using var storage = Open(azurite.NewAccount());

        using var made = await storage.CreateTableAsync("meetings");
        using var inserted = await storage.InsertAsync("meetings", "p", "k");
        using var read = await storage.GetAsync("meetings", "p", "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK), (made.StatusCode, inserted.StatusCode, read.StatusCode));
        using var row = JsonDocument.Parse(await read.Content.ReadAsStringAsync());
        Assert.Equal("k", row.RootElement.GetProperty("Said").GetString());
    }

    [Fact]
    public async Task A_message_that_was_sent_is_received()
    {
        using var storage = Open(azurite.NewAccount());

        using var made = await storage.QueueAsync(HttpMethod.Put, "work");
        using var sent = await storage.QueueAsync(HttpMethod.Post, "work/messages", "<QueueMessage><MessageText>aGk=</MessageText></QueueMessage>");
        using var got = await storage.QueueAsync(HttpMethod.Get, "work/messages?numofmessages=1&visibilitytimeout=30");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK), (made.StatusCode, sent.StatusCode, got.StatusCode));
        Assert.Contains("<MessageText>aGk=</MessageText>", await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Two_accounts_share_nothing()
    {
        var (one, other) = (azurite.NewAccount(), azurite.NewAccount());
        using var first = Open(one);
        using var second = Open(other);

        using var made = await first.CreateTableAsync("meetings");
        using var absent = await second.GetAsync("meetings", "p", "k");
        using var madeAgain = await second.CreateTableAsync("meetings");

        Assert.NotEqual(one.Name, other.Name);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Created), (absent.StatusCode, madeAgain.StatusCode));
    }

    [Fact]
    public async Task A_wrong_key_opens_nothing()
    {
        using var storage = Open(azurite.NewAccount() with { Key = azurite.NewAccount().Key });

        using var refused = await storage.CreateTableAsync("meetings");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Tests_share_one_Azurite()
    {
        Assert.Same(azurite, await AzuriteServer.SharedAsync());
        Assert.NotSame(azurite, await AzuriteServer.SharedAsync(AzuriteMode.Identity));
    }

    [Fact]
    public async Task One_of_your_own_is_gone_when_it_is_disposed_of()
    {
        var own = await AzuriteServer.StartAsync(AzuriteMode.SharedKey);
        using var storage = Open(own.NewAccount());
        using var made = await storage.CreateTableAsync("meetings");

        await own.DisposeAsync();

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => storage.CreateTableAsync("recipes"));
    }

    [Fact]
    public async Task It_ends_with_the_process_that_holds_its_standard_input()
    {
        var own = await AzuriteServer.StartAsync(AzuriteMode.SharedKey);
        using var process = Process.GetProcessById(own.ProcessId);

        own.LetGo();

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(process.HasExited);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task A_failed_start_says_what_Azurite_said()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => AzuriteProcess.StartAsync("account1:a2V5", ["--cert", "missing.pem", "--key", "missing.pem"]));

        Assert.Contains("ENOENT: no such file or directory, open 'missing.pem'", e.Message);
    }

    private RawStorage Open(StorageAccount account) => new(account, azurite.CreateHandler());
}
