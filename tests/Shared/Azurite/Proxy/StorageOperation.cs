namespace Convo.Functions.Tests.Shared;

/// <summary>What a request asks of a storage account.</summary>
public enum StorageOperation
{
    /// <summary>Anything not named below; blobs and the settings of an account among them.</summary>
    Other,

    ListTables,
    CreateTable,
    DeleteTable,
    GetRow,
    QueryRows,
    InsertRow,

    /// <summary>PUT of a row, with or without a condition.</summary>
    PutRow,

    /// <summary>MERGE or PATCH of a row.</summary>
    MergeRow,
    DeleteRow,

    /// <summary>A batch; all its changes are of one partition.</summary>
    Batch,

    CreateQueue,
    DeleteQueue,
    QueueProperties,
    SendMessage,
    GetMessages,
    PeekMessages,
    UpdateMessage,
    DeleteMessage,
    ClearMessages,
}
