using System.Net;
using System.Text.Json;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azurite;

/// <summary>What the proxy does when it is told nothing: it can't be noticed.</summary>
public sealed class ProxyForwarding : StorageProxyTest
{
    [Theory]
    [InlineData("plain")]
    [InlineData("it's 50% + more = \"fine\"")]
    [InlineData("žluťoučký kůň")]
    [InlineData("a|b{c}~d;e:f@g&h")]
    public async Task Keys_of_every_kind_pass_signed_as_they_are(string key)
    {
        using var put = await Through.PutAsync(Table, "p", key, """{"Said":"so"}""");
        using var read = await Through.GetAsync(Table, "p", key);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (put.StatusCode, read.StatusCode));
        using var row = JsonDocument.Parse(await read.Content.ReadAsStringAsync());
        Assert.Equal(key, row.RootElement.GetProperty("RowKey").GetString());
        Assert.True(await IsThereAsync(key));
    }

    [Fact]
    public async Task Answers_are_those_of_storage_with_their_headers()
    {
        using var inserted = await Through.InsertAsync(Table, "p", "k");
        using var again = await Through.InsertAsync(Table, "p", "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (inserted.StatusCode, again.StatusCode));
        Assert.NotNull(inserted.Headers.ETag);
        Assert.Equal("EntityAlreadyExists", await CodeOfAsync(again));
    }

    [Fact]
    public async Task Queues_pass_too()
    {
        using var made = await Through.QueueAsync(HttpMethod.Put, "work");
        using var sent = await Through.QueueAsync(HttpMethod.Post, "work/messages", "<QueueMessage><MessageText>aGk=</MessageText></QueueMessage>");
        using var got = await Direct.QueueAsync(HttpMethod.Get, "work/messages");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (made.StatusCode, sent.StatusCode));
        Assert.Contains("aGk=", await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_large_row_passes_whole()
    {
        var text = new string('x', 30_000);
        using var put = await Through.PutAsync(Table, "p", "k", $$"""{"Text":"{{text}}"}""");
        using var read = await Through.GetAsync(Table, "p", "k");

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        using var row = JsonDocument.Parse(await read.Content.ReadAsStringAsync());
        Assert.Equal(text, row.RootElement.GetProperty("Text").GetString());
    }
}
