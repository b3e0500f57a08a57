using Convo.Functions.Storage.Azure.Account;
using Convo.Functions.Storage.Azure.Pipeline;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Wire;

/// <summary>The strings to sign, against the examples of Microsoft Learn, "Authorize with Shared Key".</summary>
public sealed class SignatureTests
{
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string DocumentedText =
        "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n"
        + "/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20";

    [Fact]
    public void The_documented_example_with_query_parameters()
    {
        var text = QueueSignature.StringToSign(
            "GET",
            Headers(("x-ms-version", "2015-02-21"), ("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT")),
            "myaccount",
            new Uri("http://myaccount.blob.core.windows.net/mycontainer?restype=container&comp=metadata&timeout=20"));

        Assert.Equal(DocumentedText, text);
    }

    [Fact]
    public void The_documented_example_of_a_length_of_zero()
    {
        var text = QueueSignature.StringToSign(
            "PUT",
            Headers(("x-ms-version", "2015-02-21"), ("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT"), ("Content-Length", "0")),
            "myaccount",
            new Uri("http://myaccount/mycontainer?restype=container&timeout=30"));

        Assert.Equal(
            "PUT\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n"
            + "/myaccount/mycontainer\nrestype:container\ntimeout:30",
            text);
    }

    [Fact]
    public void The_documented_example_of_a_parameter_with_several_values()
    {
        var text = QueueSignature.StringToSign(
            "GET",
            Headers(),
            "myaccount",
            new Uri("http://myaccount.blob.core.windows.net/mycontainer?restype=container&comp=list"
                + "&include=snapshots&include=metadata&include=uncommittedblobs"));

        Assert.EndsWith("\n/myaccount/mycontainer\ncomp:list\ninclude:metadata,snapshots,uncommittedblobs\nrestype:container", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_signed_header_has_its_line_and_our_own_are_sorted_and_trimmed()
    {
        var text = QueueSignature.StringToSign(
            "POST",
            Headers(
                ("content-type", "application/xml"), ("CONTENT-LENGTH", "55"), ("If-Match", "etag"), ("X-MS-Version", "2020-12-06"),
                ("x-ms-client-request-id", " 1 \t 2 "), ("Accept", "application/xml")),
            "acme",
            new Uri("https://acme.queue.core.windows.net/work/messages?visibilitytimeout=0&messagettl=604800"));

        Assert.Equal(
            "POST\n\n\n55\n\napplication/xml\n\n\netag\n\n\n\nx-ms-client-request-id:1 2\nx-ms-version:2020-12-06\n"
            + "/acme/work/messages\nmessagettl:604800\nvisibilitytimeout:0",
            text);
    }

    [Fact]
    public void The_documented_form_for_tables()
    {
        var text = TableSignature.StringToSign(
            "POST", "application/json", "Sun, 11 Oct 2009 19:52:39 GMT", "testaccount1", new Uri("https://testaccount1.table.core.windows.net/Tables"));

        Assert.Equal("POST\n\napplication/json\nSun, 11 Oct 2009 19:52:39 GMT\n/testaccount1/Tables", text);
    }

    [Fact]
    public void Of_the_query_only_comp_is_signed_for_tables_and_the_path_as_it_is_sent()
    {
        Assert.Equal(
            "GET\n\n\nd\n/a/t(PartitionKey='%D0%B6%20%27%27',RowKey='k')",
            TableSignature.StringToSign("GET", "", "d", "a", new Uri("https://a/t(PartitionKey='%D0%B6%20%27%27',RowKey='k')?$select=N")));
        Assert.Equal(
            "GET\n\n\nd\n/a/?comp=properties",
            TableSignature.StringToSign("GET", "", "d", "a", new Uri("https://a/?restype=service&comp=properties")));
    }

    [Fact]
    public void With_the_emulator_the_account_stands_twice() =>
        Assert.EndsWith(
            "\n/devstoreaccount1/devstoreaccount1/Tables",
            TableSignature.StringToSign("GET", "", "d", "devstoreaccount1", new Uri("http://127.0.0.1/devstoreaccount1/Tables")),
            StringComparison.Ordinal);

    [Fact]
    public void A_signature_is_the_hmac_of_the_text_by_the_decoded_key()
    {
        // What openssl says: dgst -sha256 -mac HMAC -macopt hexkey:…
        const string Signature = "1u9lui2jDxj0+fpbHjQ5m5NnastJRSYM+PSmfi8TXx4=";

        Assert.Equal($"SharedKey myaccount:{Signature}", new SharedKeyCredential("myaccount", EmulatorKey).Authorize(DocumentedText));
    }

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
}
