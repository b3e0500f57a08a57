using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Sqlite.Engine;

/// <summary>
/// Keeps a second process away from the file. SQLite itself would let it in, and then there would be two writers that give tags and two pumps that deliver.
/// The system lets go of the lock when the process ends, however it ends; the empty lock file stays.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock beside a database file; makes its folder where it is missing.</summary>
    /// <exception cref="StorageException">Another process has it, or the folder can't be used.</exception>
    public static FolderLock Take(string databaseFile)
    {
        var folder = Path.GetDirectoryName(databaseFile) ?? databaseFile;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} can't be made.", mayHaveHappened: false, error);
        }

        try
        {
            return new FolderLock(new FileStream(databaseFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StorageException($"The data folder {folder} can't be written by this account.", mayHaveHappened: false, error);
        }
        catch (IOException error)
        {
            throw new StorageException(
                $"The data folder {folder} is in use by another process. Stop it, or start this one with another data folder.", mayHaveHappened: false, error);
        }
    }

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();
}
