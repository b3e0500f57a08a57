using System.Text;
using Convo.Functions.Storage.Azure.Tables;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

/// <summary>Answers to batches in the form of Microsoft Learn, "Performing entity group transactions".</summary>
public sealed class BatchAnswerTests
{
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

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Each_change_has_its_status_and_version(string lineEnd)
    {
        var parts = BatchAnswer.Read(Answer(Made, lineEnd), changes: 2);

        Assert.Equal([204, 204], parts.Select(part => part.Status));
        Assert.Equal("No Content", parts[0].ReasonPhrase);
        Assert.True(parts[0].Headers.TryGetValue("etag", out var version));
        Assert.Equal("W/\"datetime'2013-04-30T20%3A44%3A09.5466466Z'\"", version);
        Assert.False(parts[1].Headers.Contains("ETag"));
    }

    [Fact]
    public void A_failure_names_the_change_and_the_code()
    {
        var error = Assert.Throws<TableTransactionFailedException>(() => BatchAnswer.Read(Answer(Failed), changes: 2));
        Assert.Equal((404, "ResourceNotFound", 1), (error.Status, error.ErrorCode, error.FailedTransactionActionIndex));
        Assert.DoesNotContain("specified", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_does_not_fit_the_batch_is_refused()
    {
        Assert.Throws<FormatException>(() => BatchAnswer.Read(Answer(Made), changes: 3));
        Assert.Throws<FormatException>(() => BatchAnswer.Read(Answer(Made), changes: 1));
        Assert.Throws<FormatException>(() => BatchAnswer.Read(Answer(Failed), changes: 1));
        Assert.Throws<FormatException>(() => BatchAnswer.Read(Answer("<html>HTTP/1.1 proxies</html>"), changes: 1));
        Assert.Throws<FormatException>(() => BatchAnswer.Read(Answer("HTTP/1.1 what"), changes: 1));
    }

    private static BatchPart Answer(string text, string lineEnd = "\r\n") => new(202, "Accepted", "id")
    {
        ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(lineEnd))),
    };
}
