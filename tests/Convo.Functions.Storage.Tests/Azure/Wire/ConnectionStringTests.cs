using Convo.Functions.Storage.Azure;
using Convo.Functions.Storage.Azure.Account;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

public sealed class ConnectionStringTests
{
    // Without its equals signs it would be no base64.
    private const string Key = "c2VjcmV0IGtleQ==";

    [Theory]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=" + Key + ";EndpointSuffix=core.windows.net",
        "acme", "https://acme.table.core.windows.net/", "https://acme.queue.core.windows.net/")]
    [InlineData("AccountName=acme;AccountKey=" + Key, "acme", "https://acme.table.core.windows.net/", "https://acme.queue.core.windows.net/")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=acme;AccountKey=" + Key + ";EndpointSuffix=core.chinacloudapi.cn;",
        "acme", "http://acme.table.core.chinacloudapi.cn/", "http://acme.queue.core.chinacloudapi.cn/")]
    [InlineData(
        " accountname = acme ; accountkey = " + Key + " ; TableEndpoint = http://storage.example:5/acme/ ; QueueEndpoint=http://storage.example:6/acme ",
        "acme", "http://storage.example:5/acme", "http://storage.example:6/acme")]
    public void A_connection_string_names_account_and_endpoints(string text, string account, string tables, string queues)
    {
        var endpoints = StorageEndpoints.Of(new AzureStorageOptions { ConnectionString = text });

        Assert.Equal((account, tables, queues), (endpoints.TableKey!.AccountName, endpoints.Tables.AbsoluteUri, endpoints.Queues.AbsoluteUri));
        Assert.Null(endpoints.Identity);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "127.0.0.1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite", "azurite")]
    public void The_emulator_has_a_well_known_account_and_ports(string text, string host)
    {
        var endpoints = StorageEndpoints.Of(new AzureStorageOptions { ConnectionString = text });

        Assert.Equal("devstoreaccount1", endpoints.TableKey!.AccountName);
        Assert.Equal("devstoreaccount1", endpoints.QueueKey!.AccountName);
        Assert.Equal((host, 10002, "/devstoreaccount1"), (endpoints.Tables.Host, endpoints.Tables.Port, endpoints.Tables.AbsolutePath));
        Assert.Equal((host, 10001, "/devstoreaccount1"), (endpoints.Queues.Host, endpoints.Queues.Port, endpoints.Queues.AbsolutePath));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("=" + Key)]
    [InlineData("AccountName=acme")]
    [InlineData("AccountKey=" + Key)]
    [InlineData("AccountName=acme;AccountName=acme;AccountKey=" + Key)]
    [InlineData("AccountName=acme;AccountKey=not base64 " + Key)]
    [InlineData("AccountName=acme;AccountKey=" + Key + ";TableEndpoint=ftp://x")]
    [InlineData("AccountName=acme;AccountKey=" + Key + ";TableEndpoint=" + Key)]
    [InlineData("TableEndpoint=https://acme.table.core.windows.net;SharedAccessSignature=sv=2021&sig=" + Key)]
    [InlineData("UseDevelopmentStorage=false")]
    public void A_mistake_is_told_without_the_key(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => StorageEndpoints.Of(new AzureStorageOptions { ConnectionString = text }));
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_is_named_in_one_way_and_wholly()
    {
        var identity = AzureStorageOptions.ForAccount("acme", new SteadyCredential(() => "token"));
        var endpoints = StorageEndpoints.Of(identity);
        Assert.Equal("https://acme.table.core.windows.net/", endpoints.Tables.AbsoluteUri);
        Assert.Equal("https://acme.queue.core.windows.net/", endpoints.Queues.AbsoluteUri);

        foreach (var wrong in new[]
        {
            new AzureStorageOptions(), identity with { Credential = null }, identity with { QueueEndpoint = null },
            identity with { ConnectionString = "UseDevelopmentStorage=true" },
        })
        {
            Assert.Throws<ArgumentException>(() => new AzureTables(wrong));
            Assert.Throws<ArgumentException>(() => new AzureQueues(wrong));
        }
    }
}
