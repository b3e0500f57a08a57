using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Processes.Stage;

/// <summary>What stands in the database of one machine. SQLite itself says whether the file is whole.</summary>
internal sealed class StoredInFile(DataFile file) : IStored
{
    public Task<MeetingSnapshot> MeetingAsync(string conversation) => file.MeetingAsync(Accounts.Convo, conversation, CancellationToken.None);

    public Task<IReadOnlyList<string>> ProblemsAsync() => file.IntegrityAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
