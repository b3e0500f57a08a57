using System.Net;
using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

/// <summary>How Microsoft's client writes and reads rows, as far as the product rests on it.</summary>
public sealed class RowsOnTheWireTests
{
    private const string Table = TableNames.Meetings;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Kinds_that_json_can_not_tell_are_named_beside_the_value()
    {
        var sent = JsonDocument.Parse(await SentAsync(new RowChange.Upsert(RowOf(
            ("Text", "x"), ("Flag", true), ("Number", long.MaxValue), ("Bytes", new byte[] { 1, 2, 255 }),
            ("Time", new DateTimeOffset(2026, 5, 11, 11, 0, 0, TimeSpan.FromHours(2)).AddTicks(1)))))).RootElement;

        Assert.Equal(("p", "k", "x"), (Text("PartitionKey"), Text("RowKey"), Text("Text")));
        Assert.True(sent.GetProperty("Flag").GetBoolean());
        Assert.Equal(("Edm.Int64", "9223372036854775807"), (Text("Number@odata.type"), Text("Number")));
        Assert.Equal(("Edm.Binary", "AQL/"), (Text("Bytes@odata.type"), Text("Bytes")));
        Assert.Equal(("Edm.DateTime", "2026-05-11T09:00:00.0000001Z"), (Text("Time@odata.type"), Text("Time")));

        string? Text(string name) => sent.GetProperty(name).GetString();
    }

    [Fact]
    public async Task What_is_written_is_one_line_of_ascii_that_says_the_same()
    {
        // Azurite 3.35 breaks other letters in two where a body arrives in pieces, and readers of batches go by lines.
        var text = "\" \\ / \u0000 \u001F \r\n \u007F \u2028\u2029 ж 😀 \uFFFF";

        var single = await SentAsync(new RowChange.Upsert(RowOf(("T", text))));
        var batch = await SentAsync(new RowChange.Upsert(RowOf(("T", text))), new RowChange.Upsert(RowOf("other")));

        var inBatch = Assert.Single(batch.Split("\r\n"), line => line.Contains("\"T\"", StringComparison.Ordinal));
        foreach (var json in new[] { single, inBatch })
        {
            Assert.All(json, letter => Assert.InRange(letter, ' ', '~'));
            Assert.Equal(text, JsonDocument.Parse(json).RootElement.GetProperty("T").GetString());
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("ж")]
    [InlineData("😀")]
    [InlineData("\"\\")]
    [InlineData("\0\u001F\n")]
    [InlineData("\u2028\u2029")]
    [InlineData("\u007F")]
    [InlineData("!#$%&'()*+,-./:;<=>?@[]^_`{|}~")]
    [InlineData("")]
    public async Task A_change_is_never_larger_on_the_wire_than_the_rules_count(string letters)
    {
        RowValue text = string.Concat(Enumerable.Repeat(letters, 500));
        RowChange[] changes = [.. Enumerable.Range(0, 10).Select(index => new RowChange.Upsert(
            RowOf($"ж'k{index}", ("T", text), ("Größe", long.MinValue), ("B", new byte[1001]), ("D", DateTimeOffset.MaxValue), ("F", false))))];

        var sent = Encoding.UTF8.GetByteCount(await SentAsync(changes));

        Assert.InRange(sent, 1, changes.Sum(RowSize.OnWire));
    }

    [Fact]
    public async Task A_row_is_read_as_azure_sends_it()
    {
        var row = await ReadAsync(
            """
            {"odata.metadata":"https://acme.table.core.windows.net/$metadata#meetings/@Element",
             "odata.etag":"W/\"datetime'2026-05-11T09%3A00%3A00.1234567Z'\"",
             "PartitionKey":"p","RowKey":"k","Timestamp":"2026-05-11T09:00:00.1234567Z","Number@odata.type":"Edm.Int64","Number":"-5","Flag":false,
             "Time@odata.type":"Edm.DateTime","Time":"2026-05-11T09:00:00Z","Bytes@odata.type":"Edm.Binary","Bytes":"AQL/","Gone":null}
            """);

        RowAssert.Same(
            RowOf(("Number", -5L), ("Flag", false), ("Time", new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero)), ("Bytes", new byte[] { 1, 2, 255 })),
            row);
        Assert.StartsWith("W/\"datetime'2026-05-11T09%3A00%3A00.1234567Z'\"", row!.Tag, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("secret")]
    [InlineData("""{"RowKey":"k"}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"k","secret":1.5}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"k","N@odata.type":"Edm.Int64","N":"secret"}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"k","B@odata.type":"Edm.Binary","B":"secret!"}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"k","T@odata.type":"Edm.DateTime","T":"secret"}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"k","G@odata.type":"Edm.Guid","G":"secret"}""")]
    public async Task What_is_no_row_of_ours_is_refused_and_not_shown(string json)
    {
        var error = await Assert.ThrowsAsync<StorageException>(() => ReadAsync(json));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<Row?> ReadAsync(string json) => new ScriptedStorage(HttpStatusCode.OK, json).Tables.GetAsync(Table, "p", "k", Never);

    private static async Task<string> SentAsync(params RowChange[] changes)
    {
        var storage = new ScriptedStorage(HttpStatusCode.BadRequest, "");
        await Assert.ThrowsAsync<StorageException>(() => storage.Tables.WriteAsync(Table, changes, Never));
        return Assert.Single(storage.Sent);
    }

    private static Row RowOf(params (string Name, RowValue Value)[] values) => RowOf("k", values);

    private static Row RowOf(string key, params (string Name, RowValue Value)[] values) =>
        new("p", key, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));
}
