using System.Text;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

public sealed class StorageRequestReading
{
    [Theory]
    [InlineData("GET", "/a/Tables", StorageOperation.ListTables, null, null, null)]
    [InlineData("POST", "/a/Tables", StorageOperation.CreateTable, null, null, null)]
    [InlineData("DELETE", "/a/Tables('meetings')", StorageOperation.DeleteTable, "meetings", null, null)]
    [InlineData("GET", "/a/meetings(PartitionKey='p',RowKey='k')", StorageOperation.GetRow, "meetings", "p", "k")]
    [InlineData("PUT", "/a/meetings(PartitionKey='p',RowKey='it%27%27s%20k')?timeout=1", StorageOperation.PutRow, "meetings", "p", "it's k")]
    [InlineData("MERGE", "/a/meetings(PartitionKey='p',RowKey='')", StorageOperation.MergeRow, "meetings", "p", "")]
    [InlineData("DELETE", "/a/meetings(PartitionKey='p',RowKey='k')", StorageOperation.DeleteRow, "meetings", "p", "k")]
    [InlineData("GET", "/a/meetings()?$filter=PartitionKey%20eq%20%27p%27%27q%27%20and%20a", StorageOperation.QueryRows, "meetings", "p'q", null)]
    [InlineData("GET", "/a/meetings?$filter=PartitionKey+eq+'p'", StorageOperation.QueryRows, "meetings", "p", null)]
    [InlineData("GET", "/a/meetings()", StorageOperation.QueryRows, "meetings", null, null)]
    [InlineData("GET", "/a/meetings?comp=acl", StorageOperation.Other, "meetings", null, null)]
    [InlineData("GET", "/a/?restype=service&comp=properties", StorageOperation.Other, null, null, null)]
    public void Requests_of_tables_are_understood(
        string method, string target, StorageOperation operation, string? table, string? partition, string? key)
    {
        var request = StorageRequestReader.Read(StoragePart.Tables, method, target, [], 7);

        Assert.Equal(
            (operation, "a", table, partition, key, 7),
            (request.Operation, request.Account, request.Container, request.Partition, request.Key, request.Number));
    }

    [Theory]
    [InlineData("PUT", "/a/work", StorageOperation.CreateQueue, null)]
    [InlineData("DELETE", "/a/work", StorageOperation.DeleteQueue, null)]
    [InlineData("GET", "/a/work?comp=metadata", StorageOperation.QueueProperties, null)]
    [InlineData("POST", "/a/work/messages?visibilitytimeout=5", StorageOperation.SendMessage, null)]
    [InlineData("GET", "/a/work/messages?numofmessages=16", StorageOperation.GetMessages, null)]
    [InlineData("GET", "/a/work/messages?peekonly=true", StorageOperation.PeekMessages, null)]
    [InlineData("DELETE", "/a/work/messages", StorageOperation.ClearMessages, null)]
    [InlineData("DELETE", "/a/work/messages/id-1?popreceipt=x", StorageOperation.DeleteMessage, "id-1")]
    [InlineData("PUT", "/a/work/messages/id-1?popreceipt=x&visibilitytimeout=0", StorageOperation.UpdateMessage, "id-1")]
    public void Requests_of_queues_are_understood(string method, string target, StorageOperation operation, string? id)
    {
        var request = StorageRequestReader.Read(StoragePart.Queues, method, target, [], 0);

        Assert.Equal((operation, "work", id), (request.Operation, request.Container, request.Key));
    }

    [Fact]
    public void An_inserted_row_tells_its_partition_and_key()
    {
        var request = Tables("POST", "/a/meetings", """{"PartitionKey":"p","RowKey":"k","Text":"x"}""");

        Assert.Equal(
            (StorageOperation.InsertRow, "meetings", "p", "k", 1), (request.Operation, request.Container, request.Partition, request.Key, request.Rows));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"PartitionKey\":")]
    [InlineData("{\"PartitionKey\":1}")]
    public void A_row_that_can_not_be_read_tells_nothing(string body) => Assert.Null(Tables("POST", "/a/meetings", body).Partition);

    [Theory]
    [InlineData("POST http://127.0.0.1/a/meetings HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"PartitionKey\":\"p\",\"RowKey\":\"1\"}")]
    [InlineData("PUT http://127.0.0.1/a/meetings(PartitionKey='p',RowKey='1') HTTP/1.1\r\nIf-Match: *\r\n\r\n{}")]
    [InlineData("DELETE https://127.0.0.1/a/meetings(PartitionKey=%27p%27,RowKey=%271%27) HTTP/1.1\r\nIf-Match: *\r\n")]
    public void A_batch_tells_its_table_its_partition_and_how_many_rows_it_writes(string first)
    {
        const string More =
            "\r\n--changeset_a\r\n\r\nDELETE http://127.0.0.1/a/meetings(PartitionKey='p',RowKey='2') HTTP/1.1\r\nIf-Match: *\r\n\r\n--changeset_a--";

        var request = Tables("POST", "/a/$batch", "--batch_a\r\n\r\n--changeset_a\r\n\r\n" + first + More);

        Assert.Equal((StorageOperation.Batch, "meetings", "p", 2), (request.Operation, request.Container, request.Partition, request.Rows));
    }

    [Fact]
    public void Blobs_tell_their_container()
    {
        var request = StorageRequestReader.Read(StoragePart.Blobs, "PUT", "/a/hosts/locks/x?comp=lease", [], 0);

        Assert.Equal((StorageOperation.Other, "hosts"), (request.Operation, request.Container));
    }

    private static StorageRequest Tables(string method, string target, string body) =>
        StorageRequestReader.Read(StoragePart.Tables, method, target, Encoding.UTF8.GetBytes(body), 0);
}
