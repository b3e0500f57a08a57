using Azure;
using Azure.Data.Tables;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Pipeline;

namespace Convo.Functions.Storage.Azure.Rows;

/// <summary>One write of the port: sends it, and tells what became of it in the port's words.</summary>
internal sealed class TableWrite(TableClient client, IReadOnlyList<RowChange> changes, Tries tries, AzureStorageOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // Made at once: what was given may change while the first try is under way.
    private readonly TableTransactionAction[] actions = [.. changes.Select(RowEntity.ActionOf)];

    /// <summary>Writes.</summary>
    public async Task<WriteResult> RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await (actions.Length == 1 ? OneAsync(cancellation) : BatchAsync(cancellation));
            switch (result)
            {
                case WriteResult.Conflict conflict when tries.MayHaveHappened:
                    return await new OwnWrite(client, changes).FindAsync(conflict, cancellation) ?? conflict;
                case not null:
                    return result;
            }

            // An upsert met another writer within the service. Only the limit of the whole call ends this.
            await Task.Delay(Pause * (0.5 + options.Chance.Next()), options.Clock, cancellation);
        }
    }

    private async Task<WriteResult?> OneAsync(CancellationToken cancellation)
    {
        try
        {
            var response = await SendAsync(actions[0], cancellation);

            // The client takes a removal that finds nothing for done.
            return response.IsError ? throw new RequestFailedException(response) : new WriteResult.Done([TagOf(0, response)]);
        }
        catch (RequestFailedException error) when (IsAboutTheRow(error))
        {
            return ResultOf(0, error.Status);
        }
    }

    private Task<Response> SendAsync(TableTransactionAction action, CancellationToken cancellation) => action.ActionType switch
    {
        TableTransactionActionType.Add => client.AddEntityAsync(action.Entity, cancellation),
        TableTransactionActionType.UpsertReplace => client.UpsertEntityAsync(action.Entity, TableUpdateMode.Replace, cancellation),
        TableTransactionActionType.UpdateReplace => client.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Replace, cancellation),
        _ => client.DeleteEntityAsync(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag, cancellation),
    };

    private async Task<WriteResult?> BatchAsync(CancellationToken cancellation)
    {
        try
        {
            var answers = (await client.SubmitTransactionAsync(actions, cancellation)).Value;
            return answers.Count == actions.Length
                ? new WriteResult.Done([.. answers.Select((answer, index) => TagOf(index, answer))])
                : throw new FormatException("The answer does not fit the batch.");
        }
        catch (TableTransactionFailedException error) when (IsAboutTheRow(error))
        {
            return ResultOf(error.FailedTransactionActionIndex ?? 0, error.Status);
        }
        catch (TableTransactionFailedException error) when (error.Status is 500 or 503)
        {
            // The pipeline saw the batch's own 202, so it did not try again.
            tries.End(mayHaveHappened: error.Status is 500);
            return null;
        }
    }

    private static bool IsAboutTheRow(RequestFailedException error) =>
        error.Status is 404 or 409 or 412 && error.ErrorCode?.StartsWith("Table", StringComparison.Ordinal) is not true;

    /// <summary>The conflict; null where it is one that an upsert can't have, so that it has to be tried again.</summary>
    private WriteResult.Conflict? ResultOf(int index, int status) => (changes[index], status) switch
    {
        (RowChange.Upsert, _) => null,
        (RowChange.Insert, _) => new WriteResult.Conflict(index, WriteConflict.Exists),
        (_, 404) => new WriteResult.Conflict(index, WriteConflict.Missing),
        _ => new WriteResult.Conflict(index, WriteConflict.Changed),
    };

    private string? TagOf(int index, Response response)
    {
        if (changes[index] is RowChange.Delete)
        {
            return null;
        }

        var version = response.Headers.TryGetValue("ETag", out var given) ? given : throw new FormatException("The answer to a write has no version.");
        return RowTag.Of(version, changes[index].Partition, changes[index].Key);
    }
}
