namespace Convo.Functions.Simulation.Stores;

/// <summary>One call of a store, as a simulator sees it.</summary>
/// <param name="Kind">Which call.</param>
/// <param name="Moment">Where in the call: a simulator may hold, fail or abandon it at either.</param>
/// <param name="Table">The table.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Key">The key, or that of the first change; null for a query.</param>
public readonly record struct TableOperation(TableOperationKind Kind, TableMoment Moment, string Table, string Partition, string? Key);

public enum TableOperationKind
{
    Get,
    Query,
    Write,
}

public enum TableMoment
{
    /// <summary>The call has been made and nothing has happened yet.</summary>
    BeforeEffect,

    /// <summary>It has happened, and the caller doesn't know yet.</summary>
    BeforeAnswer,
}
