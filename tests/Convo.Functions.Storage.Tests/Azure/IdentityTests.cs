using Azure.Core.Pipeline;
using Azure.Identity;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure;

/// <summary>An identity instead of a key, over HTTPS, on Azurite's own check of tokens.</summary>
public sealed class IdentityTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task An_identity_reads_and_writes_rows_and_sends_messages_with_one_token()
    {
        var (options, credential) = await AccountAsync(AzuriteToken.Audience);
        var tables = await AzuriteAccounts.TablesAsync(options);
        var queues = new AzureQueues(options);
        await queues.EnsureAsync(Never);

        var inserted = Assert.IsType<WriteResult.Done>(await WriteAsync(tables, new RowChange.Insert(RowOf("a", 1))));
        var replaced = Assert.IsType<WriteResult.Done>(await WriteAsync(tables, new RowChange.Replace(RowOf("a", 2), inserted.Tags[0]!)));
        Assert.IsType<WriteResult.Done>(await WriteAsync(tables, new RowChange.Upsert(RowOf("b", 3)), new RowChange.Insert(RowOf("ж'c", 4))));
        Assert.Equal(replaced.Tags[0], (await tables.GetAsync(TableNames.Meetings, "p", "a", Never))!.Tag);
        var page = await tables.QueryAsync(TableNames.Meetings, new RowRange("p"), continuation: null, Never);
        Assert.Equal([2L, 3L, 4L], page.Rows.Select(row => row.Number("N")));
        Assert.IsType<WriteResult.Done>(await WriteAsync(tables, new RowChange.Delete("p", "a", replaced.Tags[0])));
        await queues.SendAsync(new WorkItem(WorkKind.Advance, "m"), TimeSpan.Zero, Never);

        // One for each of the two services, although eleven tables were made at once.
        Assert.InRange(credential.Asked.Count, 1, 2);
        Assert.All(credential.Asked, asked => Assert.Equal(["https://storage.azure.com/.default"], asked.Scopes));
    }

    [Fact]
    public async Task A_token_for_somebody_else_is_refused_and_not_shown()
    {
        var (options, _) = await AccountAsync("https://vault.azure.net");
        var tables = new AzureTables(options);

        var error = await Assert.ThrowsAsync<StorageException>(() => tables.GetAsync(TableNames.Meetings, "p", "k", Never));

        Assert.Contains("403", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent()
    {
        var storage = await AzuriteServer.SharedAsync(AzuriteMode.Identity);
        var options = AzuriteAccounts.Identity(
            storage.NewAccount(), storage, new SteadyCredential(() => throw new CredentialUnavailableException("no managed identity here")));

        var error = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(new AzureTables(options), new RowChange.Insert(RowOf("a", 1))));

        Assert.False(error.MayHaveHappened);
        Assert.Contains("CredentialUnavailable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_never_goes_over_plain_http()
    {
        var account = await AzuriteServer.NewAccountAsync();
        var options = new AzureStorageOptions
        {
            TableEndpoint = account.Tables,
            QueueEndpoint = account.Queues,
            Credential = new SteadyCredential(() => "token"),
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => new AzureTables(options).GetAsync(TableNames.Meetings, "p", "k", Never));
    }

    [Fact]
    public async Task A_key_opens_the_same_account_over_https()
    {
        var storage = await AzuriteServer.SharedAsync(AzuriteMode.Identity);
        var options = AzuriteAccounts.Patient(storage.NewAccount()) with { Transport = new HttpClientTransport(storage.CreateHandler()) };

        var tables = await AzuriteAccounts.TablesAsync(options);

        Assert.Null(await tables.GetAsync(TableNames.Meetings, "p", "k", Never));
    }

    private static async Task<(AzureStorageOptions Options, SteadyCredential Credential)> AccountAsync(string audience)
    {
        var storage = await AzuriteServer.SharedAsync(AzuriteMode.Identity);
        var credential = new SteadyCredential(() => AzuriteToken.Create(TimeProvider.System.GetUtcNow(), audience));
        return (AzuriteAccounts.Identity(storage.NewAccount(), storage, credential), credential);
    }

    private static Row RowOf(string key, long number) => new("p", key, new Dictionary<string, RowValue>(StringComparer.Ordinal) { ["N"] = number });

    private static Task<WriteResult> WriteAsync(AzureTables tables, params RowChange[] changes) => tables.WriteAsync(TableNames.Meetings, changes, Never);
}
