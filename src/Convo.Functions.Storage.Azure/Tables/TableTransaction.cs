using Azure;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>What a change of a batch does; the members of Microsoft's type of this name that are used here.</summary>
internal enum TableTransactionActionType
{
    /// <summary>Adds a row that must not be there.</summary>
    Add,

    /// <summary>Replaces a row that must be there, of a version or of any.</summary>
    UpdateReplace,

    /// <summary>Removes a row.</summary>
    Delete,

    /// <summary>Adds or replaces a row.</summary>
    UpsertReplace,
}

/// <summary>What becomes of values that are not given; only the member of Microsoft's type that is used here.</summary>
internal enum TableUpdateMode
{
    /// <summary>They are removed. In Microsoft's type 0 stands for merging.</summary>
    Replace = 1,
}

/// <summary>One change of a batch.</summary>
internal sealed class TableTransactionAction(TableTransactionActionType actionType, TableEntity entity, ETag etag = default)
{
    /// <summary>What it does.</summary>
    public TableTransactionActionType ActionType { get; } = actionType;

    /// <summary>The row; for a removal only its keys count.</summary>
    public TableEntity Entity { get; } = entity;

    /// <summary>The version that the row must have; <see cref="ETag.All"/> for any.</summary>
    public ETag ETag { get; } = etag;
}

/// <summary>A batch of which nothing was made, and the first change that could not be.</summary>
internal sealed class TableTransactionFailedException(RequestFailedException cause, int failedIndex)
    : RequestFailedException(cause.Status, cause.Message, cause.ErrorCode, innerException: null)
{
    /// <summary>Which change it was, from 0.</summary>
    public int? FailedTransactionActionIndex { get; } = failedIndex;
}
