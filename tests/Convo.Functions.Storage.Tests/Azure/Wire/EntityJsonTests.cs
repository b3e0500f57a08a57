using System.Text;
using System.Text.Json;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure.Rows;
using Convo.Functions.Storage.Azure.Tables;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

public sealed class EntityJsonTests
{
    [Fact]
    public void Kinds_that_json_can_not_tell_are_named_beside_the_value()
    {
        var row = RowOf(
            ("Text", "x"), ("Flag", true), ("Number", long.MaxValue), ("Bytes", new byte[] { 1, 2, 255 }),
            ("Time", new DateTimeOffset(2026, 5, 11, 11, 0, 0, TimeSpan.FromHours(2)).AddTicks(1)));

        Assert.Equal(
            """{"PartitionKey":"p","RowKey":"k","Text":"x","Flag":true,"Number@odata.type":"Edm.Int64","Number":"9223372036854775807","Byt"""
            + """es@odata.type":"Edm.Binary","Bytes":"AQL/","Time@odata.type":"Edm.DateTime","Time":"2026-05-11T09:00:00.0000001Z"}""",
            EntityJson.Write(RowEntity.Of(row), JsonLetters.Utf8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_one_line_of_json_that_says_the_same(bool ascii)
    {
        var text = "\" \\ / \u0000 \u001F \r\n \u007F \u2028\u2029 ж 😀 \uFFFF";

        var json = EntityJson.Write(RowEntity.Of(RowOf(("T", text))), ascii ? JsonLetters.Ascii : JsonLetters.Utf8);

        Assert.DoesNotContain(json, letter => letter is < ' ' or '\u2028' or '\u2029');
        Assert.Equal(text, JsonDocument.Parse(json).RootElement.GetProperty("T").GetString());
        Assert.Equal(ascii, json.All(char.IsAscii));
    }

    [Fact]
    public void A_change_is_never_larger_on_the_wire_than_the_rules_count()
    {
        foreach (var text in new[] { "plain", "ж", "😀", "\"\\", "\0\u001F", "\u2028\u2029", "\u007F", "" })
        {
            RowValue longText = string.Concat(Enumerable.Repeat(text, 1000));
            RowChange change = new RowChange.Upsert(RowOf(
                ("T", longText), ("N", long.MinValue), ("B", new byte[1001]), ("D", DateTimeOffset.MaxValue), ("F", false)));
            var address = new TableAddress(new Uri("https://acme.table.core.windows.net"), "meetings");

            var sent = BatchRequest.Write("0123456789abcdef0123456789abcdef", address, [RowEntity.ActionOf(change)]);

            Assert.InRange(Encoding.UTF8.GetByteCount(sent), 1, RowSize.OnWire(change));
        }
    }

    [Fact]
    public void A_row_is_read_as_azure_sends_it()
    {
        var row = RowEntity.ToRow(EntityJson.Read(BinaryData.FromString(
            """
            {"odata.metadata":"https://acme.table.core.windows.net/$metadata#meetings/@Element",
             "odata.etag":"W/\"datetime'2026-05-11T09%3A00%3A00.1234567Z'\"",
             "PartitionKey":"p","RowKey":"k","Timestamp":"2026-05-11T09:00:00.1234567Z","Number@odata.type":"Edm.Int64","Number":"-5","Flag":false,
             "Time@odata.type":"Edm.DateTime","Time":"2026-05-11T09:00:00Z","Bytes@odata.type":"Edm.Binary","Bytes":"AQL/","Gone":null}
            """)));

        RowAssert.Same(
            RowOf(("Number", -5L), ("Flag", false), ("Time", new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero)), ("Bytes", new byte[] { 1, 2, 255 })),
            row);
        Assert.StartsWith("W/\"datetime'2026-05-11T09%3A00%3A00.1234567Z'\"", row.Tag, StringComparison.Ordinal);
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
    [InlineData("""{"PartitionKey":"p","RowKey":"k","N":"a","N":"secret"}""")]
    public void What_is_no_row_of_ours_is_refused_and_not_shown(string json)
    {
        var error = Assert.Throws<FormatException>(() => EntityJson.Read(BinaryData.FromString(json)));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    private static Row RowOf(params (string Name, RowValue Value)[] values) =>
        new("p", "k", values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));
}
