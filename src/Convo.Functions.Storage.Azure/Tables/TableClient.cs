using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// A client of one table with the names, signatures and meanings of Microsoft's <c>TableClient</c> (Azure.Data.Tables 12), as far as they are used here,
/// so that the real one can take its place. A failure is a <see cref="RequestFailedException"/>; reading or removing a row that is not there is none.
/// </summary>
internal sealed class TableClient(Uri endpoint, string tableName, HttpPipeline pipeline, IChance chance)
{
    private readonly TableAddress address = new(endpoint, tableName);
    private readonly TableRequests requests = new(pipeline);

    /// <summary>The name of the table.</summary>
    public string Name => tableName;

    /// <summary>Makes the table where there is none.</summary>
    public async Task<Response> CreateIfNotExistsAsync(CancellationToken cancellationToken)
    {
        var request = new TableRequest(RequestMethod.Post, address.Tables) { Body = $$"""{"TableName":"{{tableName}}"}""", WantsNoContent = true };
        var response = await requests.SendAsync(request, cancellationToken);
        return response.Status is 201 or 204 || (response.Status is 409 && TableError.Read(response.Content.ToMemory()).Code is "TableAlreadyExists")
            ? response
            : throw TableError.Of(response);
    }

    /// <summary>Reads a row; the result has no value where there is none.</summary>
    public async Task<NullableResponse<TableEntity>> GetEntityIfExistsAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var response = await requests.SendAsync(new TableRequest(RequestMethod.Get, address.Row(partitionKey, rowKey)), cancellationToken);
        return response.Status switch
        {
            200 => Response.FromValue(EntityJson.Read(response.Content), response),
            404 when IsAboutTheRow(response) => new NoEntity(response),
            _ => throw TableError.Of(response),
        };
    }

    /// <summary>Reads the rows that a condition names, in the order of their keys.</summary>
    public AsyncPageable<TableEntity> QueryAsync(string? filter, int? maxPerPage, CancellationToken cancellationToken) =>
        new TablePages(requests, address, filter, maxPerPage, cancellationToken);

    /// <summary>Adds a row; fails with 409 where there is one.</summary>
    public Task<Response> AddEntityAsync(TableEntity entity, CancellationToken cancellationToken) =>
        SendAsync(
            new TableRequest(RequestMethod.Post, address.Table) { Body = EntityJson.Write(entity, JsonLetters.Ascii), WantsNoContent = true },
            cancellationToken);

    /// <summary>Replaces a row of the given version; fails with 412 where it is of another, with 404 where there is none.</summary>
    public Task<Response> UpdateEntityAsync(TableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellationToken) =>
        SendAsync(Put(entity, mode) with { IfMatch = ifMatch }, cancellationToken);

    /// <summary>Adds or replaces a row.</summary>
    public Task<Response> UpsertEntityAsync(TableEntity entity, TableUpdateMode mode, CancellationToken cancellationToken) =>
        SendAsync(Put(entity, mode), cancellationToken);

    /// <summary>Removes a row; fails with 412 where it is of another version, and answers 404 where there is none.</summary>
    public async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancellationToken)
    {
        var request = new TableRequest(RequestMethod.Delete, address.Row(partitionKey, rowKey)) { IfMatch = ifMatch };
        var response = await requests.SendAsync(request, cancellationToken);
        return response.IsError && !(response.Status is 404 && IsAboutTheRow(response)) ? throw TableError.Of(response) : response;
    }

    /// <summary>Makes all changes or none.</summary>
    /// <returns>The answer to each change, in their order.</returns>
    /// <exception cref="TableTransactionFailedException">A change could not be made, so none was.</exception>
    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken)
    {
        var actions = transactionActions.ToArray();
        var id = chance.NewId();
        var request = new TableRequest(RequestMethod.Post, address.Batch)
        {
            Body = BatchRequest.Write(id, address, actions),
            ContentType = BatchRequest.ContentType(id),
        };
        var response = await requests.SendAsync(request, cancellationToken);
        return response.Status is 202 ? Response.FromValue(BatchAnswer.Read(response, actions.Length), response) : throw TableError.Of(response);
    }

    private static bool IsAboutTheRow(Response response) => TableError.Read(response.Content.ToMemory()).Code is not "TableNotFound";

    private TableRequest Put(TableEntity entity, TableUpdateMode mode) => mode is TableUpdateMode.Replace
        ? new TableRequest(RequestMethod.Put, address.Row(entity.PartitionKey, entity.RowKey)) { Body = EntityJson.Write(entity, JsonLetters.Ascii) }
        : throw new ArgumentOutOfRangeException(nameof(mode));

    private async Task<Response> SendAsync(TableRequest request, CancellationToken cancellation)
    {
        var response = await requests.SendAsync(request, cancellation);
        return response.IsError ? throw TableError.Of(response) : response;
    }

    private sealed class NoEntity(Response response) : NullableResponse<TableEntity>
    {
        public override bool HasValue => false;

        public override TableEntity? Value => throw new InvalidOperationException("There is no such row.");

        public override Response GetRawResponse() => response;
    }
}
