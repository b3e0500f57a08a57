using System.Net;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class ProxyFaults : StorageProxyTest
{
    [Fact]
    public async Task A_lost_request_never_reaches_storage()
    {
        Proxy.Script.Next(Inserts, new StorageFault.LostRequest());

        await Assert.ThrowsAsync<HttpRequestException>(() => Through.InsertAsync(Table, "p", "k"));

        Assert.False(await IsThereAsync("k"));
        Assert.Equal(0, Proxy.Script.Left);
    }

    [Fact]
    public async Task A_lost_response_leaves_the_row_behind()
    {
        Proxy.Script.Next(Inserts, new StorageFault.LostResponse());

        await Assert.ThrowsAsync<HttpRequestException>(() => Through.InsertAsync(Table, "p", "k"));

        Assert.True(await IsThereAsync("k"));
    }

    [Theory]
    [InlineData(404, "ResourceNotFound")]
    [InlineData(409, "EntityAlreadyExists")]
    [InlineData(412, "UpdateConditionNotSatisfied")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServerBusy")]
    public async Task Errors_of_tables_have_the_shape_of_Azures(int status, string code)
    {
        Proxy.Script.Next(Inserts, new StorageFault.Error(status), null);

        using var failed = await Through.InsertAsync(Table, "p", "k");
        Assert.Equal((status, code), ((int)failed.StatusCode, await CodeOfAsync(failed)));
        Assert.False(await IsThereAsync("k"));

        using var inserted = await Through.InsertAsync(Table, "p", "k");
        Assert.Equal(HttpStatusCode.Created, inserted.StatusCode);
    }

    [Fact]
    public async Task An_error_may_hide_that_storage_did_what_it_was_asked()
    {
        Proxy.Script.Next(Inserts, new StorageFault.Error(500, AfterForwarding: true));

        using var failed = await Through.InsertAsync(Table, "p", "k");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.True(await IsThereAsync("k"));
    }

    [Fact]
    public async Task A_conflict_in_a_batch_is_told_inside_the_answer()
    {
        Proxy.Script.Next(request => request.Operation is StorageOperation.Batch, new StorageFault.Error(409));

        using var answer = await Through.TableAsync(HttpMethod.Post, "$batch", Batch, "multipart/mixed; boundary=batch_a");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.StartsWith("multipart/mixed; boundary=batchresponse_", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("HTTP/1.1 409 Conflict\r\n", text);
        Assert.Contains("\"value\":\"0:The specified entity already exists.", text);
    }

    [Fact]
    public async Task Errors_of_queues_are_XML_with_their_code_in_a_header()
    {
        Proxy.Script.Next(request => request.Part is StoragePart.Queues, new StorageFault.Error(503));

        using var failed = await Through.QueueAsync(HttpMethod.Put, "work");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal("ServerBusy", failed.Headers.GetValues("x-ms-error-code").Single());
        Assert.Contains("<Code>ServerBusy</Code>", await failed.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_hangs_ends_when_the_caller_gives_up(bool forwarded)
    {
        Proxy.Script.Next(Inserts, new StorageFault.Hang(forwarded));
        using var patience = new CancellationTokenSource();

        var insert = Through.TableAsync(HttpMethod.Post, Table, """{"PartitionKey":"p","RowKey":"k"}""", cancellation: patience.Token);
        await Proxy.Traffic.SeenAsync(Inserts);
        Assert.False(insert.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => insert);
        Assert.Equal(forwarded, forwarded ? await IsThereSoonAsync("k") : await IsThereAsync("k"));
    }

    [Fact]
    public async Task What_hangs_ends_with_the_proxy()
    {
        Proxy.Script.Next(Inserts, new StorageFault.Hang(AfterForwarding: true));

        var insert = Through.InsertAsync(Table, "p", "k");
        await Proxy.Traffic.SeenAsync(Inserts);
        await Proxy.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => insert);
    }

    [Fact]
    public async Task Storage_can_be_cut_off_and_mended()
    {
        using (Proxy.Script.While(_ => true, new StorageFault.LostRequest()))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => Through.InsertAsync(Table, "p", "k"));
            await Assert.ThrowsAsync<HttpRequestException>(() => Through.QueueAsync(HttpMethod.Put, "work"));
        }

        using var inserted = await Through.InsertAsync(Table, "p", "k");
        Assert.Equal(HttpStatusCode.Created, inserted.StatusCode);
    }

    [Fact]
    public async Task A_plan_is_followed_where_the_script_says_nothing()
    {
        Proxy.Plan = new SeededFaults(seed: 1, share: 1000, [new StorageFault.Error(503)], mostInARow: 1);
        Proxy.Script.Next(Inserts, new StorageFault.Error(500));

        using var scripted = await Through.InsertAsync(Table, "p", "k");
        using var planned = await Through.InsertAsync(Table, "p", "k");
        using var well = await Through.InsertAsync(Table, "p", "k");

        Assert.Equal((500, 503, 201), ((int)scripted.StatusCode, (int)planned.StatusCode, (int)well.StatusCode));
    }

    // What was forwarded arrives, whether or not the caller waits for it.
    private async Task<bool> IsThereSoonAsync(string key)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (await IsThereAsync(key))
            {
                return true;
            }
        }

        return false;
    }

    private static string Batch => string.Join("\r\n",
    [
        "--batch_a", "Content-Type: multipart/mixed; boundary=changeset_a", "",
        "--changeset_a", "Content-Type: application/http", "Content-Transfer-Encoding: binary", "",
        "POST http://storage.test/account/meetings HTTP/1.1", "Content-Type: application/json", "Accept: application/json;odata=nometadata", "",
        """{"PartitionKey":"p","RowKey":"k"}""",
        "--changeset_a--", "--batch_a--", "",
    ]);
}
