using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>Table Storage of one account: Microsoft's <c>TableServiceClient</c>, as far as it is used here.</summary>
internal sealed class TableServiceClient(Uri endpoint, HttpPipeline pipeline, IChance chance)
{
    /// <summary>A client of one table; nothing is asked.</summary>
    public TableClient GetTableClient(string tableName) => new(endpoint, tableName, pipeline, chance);
}
