using Convo.Functions.Storage.Sqlite.Engine;

namespace Convo.Functions.Storage.Sqlite.Writing;

/// <summary>
/// Numbers for partition keys, counted up in the order of their first use: keys are hashes, and rows sorted by them would lie all over the file, each on
/// a page of its own. By number, what is written together lies together. Belongs to one writer and ends with it: what a rollback undoes is never remembered.
/// </summary>
internal sealed class PartitionNumbers(Connection connection) : IDisposable
{
    // Some megabytes; a partition that was used just now is the likeliest to be used next.
    private const int MostKnown = 20_000;

    private readonly Statement find = connection.Prepare("SELECT id FROM partitions WHERE pk=?1");
    private readonly Statement add = connection.Prepare("INSERT INTO partitions(pk) VALUES(?1) RETURNING id");
    private readonly Dictionary<string, long> known = new(StringComparer.Ordinal);

    /// <summary>The number of a partition; null where none has ever held a row.</summary>
    public long? Find(PartitionKey partition)
    {
        if (known.TryGetValue(partition.Text, out var number))
        {
            return number;
        }

        return Run(find, partition) is { } found ? Remember(partition, found) : null;
    }

    /// <summary>The number of a partition, which gets one where it has none.</summary>
    public long? FindOrAdd(PartitionKey partition) => Find(partition) ?? (Run(add, partition) is { } added ? Remember(partition, added) : null);

    /// <inheritdoc />
    public void Dispose()
    {
        find.Dispose();
        add.Dispose();
    }

    private static long? Run(Statement statement, PartitionKey partition)
    {
        try
        {
            statement.Bind(1, partition.Bytes);
            if (!statement.Step())
            {
                return null;
            }

            var number = statement.Number(0);
            statement.Step();
            return number;
        }
        finally
        {
            statement.Reset();
        }
    }

    private long Remember(PartitionKey partition, long number)
    {
        if (known.Count == MostKnown)
        {
            known.Clear();
        }

        known.Add(partition.Text, number);
        return number;
    }
}
