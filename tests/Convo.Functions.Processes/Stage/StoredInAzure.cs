using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Processes.Stage;

/// <summary>What stands in the tables of a storage account. Whether those are whole is the account's business.</summary>
internal sealed class StoredInAzure : IStored
{
    // A test that looks on can wait longer than a webhook.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MeetingStore meetings;
    private readonly OpenWork open;

    public StoredInAzure(StorageAccount account)
    {
        var tables = new AzureTables(new AzureStorageOptions
        {
            ConnectionString = account.ConnectionString,
            TryFor = Patience,
            Within = 2 * Patience,
        });
        (meetings, open) = (new MeetingStore(tables, new SystemChance()), new OpenWork(tables, new SystemChance()));
    }

    public Task<MeetingSnapshot> MeetingAsync(string conversation) =>
        meetings.ReadAsync(MeetingKey.For(Accounts.Convo, conversation), CancellationToken.None);

    public Task<IReadOnlyList<string>> ProblemsAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>How many meetings have something left to do, now or later.</summary>
    public async Task<int> CountOpenAsync() => await open.DueAsync(DateTimeOffset.MaxValue, CancellationToken.None).CountAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
