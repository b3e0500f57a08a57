using System.Text;

namespace Convo.Functions.Storage.Azure.Tables;

/// <summary>
/// A batch as it is sent: a multipart body with one change set, in which each change is a whole HTTP request (Microsoft Learn, "Performing entity group
/// transactions").
/// </summary>
internal static class BatchRequest
{
    private const string End = "\r\n";

    /// <summary>The header <c>Content-Type</c>.</summary>
    public static string ContentType(string id) => $"multipart/mixed; boundary=batch_{id}";

    /// <summary>The body.</summary>
    /// <param name="id">A text that occurs in no row: 32 random hex digits.</param>
    /// <param name="address">The table.</param>
    /// <param name="actions">The changes.</param>
    public static string Write(string id, TableAddress address, IReadOnlyList<TableTransactionAction> actions)
    {
        var body = new StringBuilder($"--batch_{id}{End}Content-Type: multipart/mixed; boundary=changeset_{id}{End}{End}");
        foreach (var action in actions)
        {
            body.Append($"--changeset_{id}{End}Content-Type: application/http{End}Content-Transfer-Encoding: binary{End}{End}");
            Append(body, address, action);
        }

        return body.Append($"--changeset_{id}--{End}--batch_{id}--{End}").ToString();
    }

    private static void Append(StringBuilder body, TableAddress address, TableTransactionAction action)
    {
        var (verb, target) = action.ActionType switch
        {
            TableTransactionActionType.Add => ("POST", address.Table),
            TableTransactionActionType.Delete => ("DELETE", address.Row(action.Entity.PartitionKey, action.Entity.RowKey)),
            _ => ("PUT", address.Row(action.Entity.PartitionKey, action.Entity.RowKey)),
        };
        body.Append($"{verb} {target.AbsoluteUri} HTTP/1.1{End}Accept: application/json;odata=minimalmetadata{End}DataServiceVersion: 3.0;{End}");
        if (action.ActionType is TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete)
        {
            body.Append($"If-Match: {action.ETag.ToString("H")}{End}");
        }

        if (action.ActionType is TableTransactionActionType.Delete)
        {
            body.Append(End);
            return;
        }

        if (action.ActionType is TableTransactionActionType.Add)
        {
            body.Append($"Prefer: return-no-content{End}");
        }

        body.Append($"Content-Type: application/json{End}{End}").Append(EntityJson.Write(action.Entity, JsonLetters.Utf8)).Append(End);
    }
}
