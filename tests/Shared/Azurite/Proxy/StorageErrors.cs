using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// Errors as Azure words them (Microsoft Learn, "Table service error codes", "Queue service error codes", "Common REST API error codes"): JSON from tables,
/// XML with the code in a header from queues and blobs.
/// </summary>
internal static class StorageErrors
{
    private const string TableJson = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8";

    public static Task WriteAsync(HttpResponse response, StorageRequest request, int status, DateTimeOffset now)
    {
        var (code, message) = Worded(request, status);
        var id = $"00000000-0000-0000-0000-{request.Number:x12}";
        var since = string.Create(CultureInfo.InvariantCulture, $"RequestId:{id}\nTime:{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}");
        response.Headers["x-ms-request-id"] = id;
        response.Headers["x-ms-version"] = "2019-02-02";
        if (request.Operation is StorageOperation.Batch && status is 404 or 409 or 412)
        {
            response.StatusCode = StatusCodes.Status202Accepted;
            response.ContentType = $"multipart/mixed; boundary=batchresponse_{id}";
            return response.WriteAsync(InBatch(id, status, Json(code, $"0:{message}\n{since}")));
        }

        response.StatusCode = status;
        if (request.Part is StoragePart.Tables)
        {
            response.ContentType = TableJson;
            return response.WriteAsync(Json(code, $"{message}\n{since}"));
        }

        response.Headers["x-ms-error-code"] = code;
        response.ContentType = "application/xml";
        return response.WriteAsync($"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}\n{since}</Message></Error>");
    }

    private static (string Code, string Message) Worded(StorageRequest request, int status) => (status, request.Part, request.Operation) switch
    {
        (404, StoragePart.Tables, _) => ("ResourceNotFound", "The specified resource does not exist."),
        (404, _, StorageOperation.DeleteMessage or StorageOperation.UpdateMessage) => ("MessageNotFound", "The specified message does not exist."),
        (404, StoragePart.Queues, _) => ("QueueNotFound", "The specified queue does not exist."),
        (404, _, _) => ("BlobNotFound", "The specified blob does not exist."),
        (409, _, StorageOperation.CreateTable) => ("TableAlreadyExists", "The table specified already exists."),
        (409, _, StorageOperation.CreateQueue) => ("QueueAlreadyExists", "The specified queue already exists."),
        (409, StoragePart.Tables, _) => ("EntityAlreadyExists", "The specified entity already exists."),
        (409, _, _) => ("ResourceAlreadyExists", "The specified resource already exists."),
        (412, StoragePart.Tables, _) => ("UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied."),
        (412, _, _) => ("ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."),
        (500, StoragePart.Tables, _) => ("InternalError", "Server encountered an internal error. Please try again after some time."),
        (500, _, _) => ("InternalError", "The server encountered an internal error. Please retry the request."),
        (503, _, _) => ("ServerBusy", "The server is busy."),
        _ => throw new UnreachableException($"A fault has the status {status}."),
    };

    private static string Json(string code, string message) =>
        $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{Escaped(message)}}}}"}}}""";

    private static string Escaped(string message) => message.Replace("\n", "\\n", StringComparison.Ordinal);

    private static string InBatch(string id, int status, string json) => new StringBuilder()
        .Append("--batchresponse_").Append(id).Append("\r\n")
        .Append("Content-Type: multipart/mixed; boundary=changesetresponse_").Append(id).Append("\r\n\r\n")
        .Append("--changesetresponse_").Append(id).Append("\r\n")
        .Append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
        .Append("HTTP/1.1 ").Append(status).Append(' ').Append(ReasonPhrases.GetReasonPhrase(status)).Append("\r\n")
        .Append("X-Content-Type-Options: nosniff\r\nDataServiceVersion: 3.0;\r\nContent-Type: ").Append(TableJson).Append("\r\n\r\n")
        .Append(json).Append("\r\n")
        .Append("--changesetresponse_").Append(id).Append("--\r\n--batchresponse_").Append(id).Append("--\r\n")
        .ToString();
}
