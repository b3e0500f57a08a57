using System.Net;
using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

/// <summary>Answers to batches in the form of Microsoft Learn, "Performing entity group transactions", as Microsoft's client reads them.</summary>
public sealed class BatchAnswerTests
{
    private const string Table = TableNames.Meetings;
    private static readonly CancellationToken Never = CancellationToken.None;

    private const string Made =
        """
        --batchresponse_e69b1c6c
        Content-Type: multipart/mixed; boundary=changesetresponse_6cbc5d40

        --changesetresponse_6cbc5d40
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 204 No Content
        X-Content-Type-Options: nosniff
        Cache-Control: no-cache
        Preference-Applied: return-no-content
        DataServiceVersion: 3.0;
        Location: https://acme.table.core.windows.net/Blogs(PartitionKey='Channel_17',RowKey='3')
        ETag: W/"datetime'2013-04-30T20%3A44%3A09.5466466Z'"


        --changesetresponse_6cbc5d40
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 204 No Content
        X-Content-Type-Options: nosniff
        DataServiceVersion: 1.0;


        --changesetresponse_6cbc5d40--
        --batchresponse_e69b1c6c--
        """;

    private const string Failed =
        """
        --batchresponse_4c637ba4
        Content-Type: multipart/mixed; boundary=changesetresponse_2d6a3f6d

        --changesetresponse_2d6a3f6d
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 404 Not Found
        DataServiceVersion: 3.0;
        Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8

        {"odata.error":{"code":"ResourceNotFound","message":{"lang":"en-us","value":"1:The specified resource does not exist.\nRequestId:0d"}}}
        --changesetresponse_2d6a3f6d--
        --batchresponse_4c637ba4--
        """;

    [Fact]
    public async Task Each_change_has_its_version()
    {
        var made = await WriteAsync(Made, 1);

        var tags = Assert.IsType<WriteResult.Done>(made).Tags;
        Assert.StartsWith("W/\"datetime'2013-04-30T20%3A44%3A09.5466466Z'\"", tags[0], StringComparison.Ordinal);
        Assert.Null(tags[1]);
    }

    [Fact]
    public async Task A_failure_names_the_change() =>
        Assert.Equal(new WriteResult.Conflict(1, WriteConflict.Missing), await WriteAsync(Failed, 1));

    [Theory]
    [InlineData(Made, 2)]
    [InlineData(Made, 3)]
    [InlineData(Failed, 1, "1:", "2:")]
    [InlineData("<html>HTTP/1.1 proxies</html>", 1)]
    [InlineData("HTTP/1.1 what", 1)]
    public async Task An_answer_that_does_not_fit_the_batch_is_refused_and_the_batch_may_have_been_made(
        string answer, int removals, string part = "-", string with = "-")
    {
        var error = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(answer.Replace(part, with, StringComparison.Ordinal), removals));

        Assert.True(error.MayHaveHappened);
        Assert.DoesNotContain("specified", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<WriteResult> WriteAsync(string answer, int removals)
    {
        var type = $"multipart/mixed; boundary={answer.Split('\n')[0].TrimEnd()[2..]}";
        var storage = new ScriptedStorage(HttpStatusCode.Accepted, answer.ReplaceLineEndings("\r\n"), type);
        RowChange[] changes =
        [
            new RowChange.Insert(new Row("p", "k", new Dictionary<string, RowValue>(StringComparer.Ordinal))),
            .. Enumerable.Range(0, removals).Select(index => new RowChange.Delete("p", $"gone {index}")),
        ];
        return storage.Tables.WriteAsync(Table, changes, Never);
    }
}
