using System.Net;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class WebhookRegistrationTests
{
    private const string Path = "/api/v1/webhooks";

    [Fact]
    public async Task The_secret_is_shown_at_creation_and_never_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        const string body = """{"url":"https://connector.example/in","events":["conversation.deleted","conversation.deleted"]}""";
        var created = await sandbox.ConvoAsync(HttpMethod.Post, Path, body);
        var listed = await sandbox.GetConvoAsync(Path);

        var data = created.Json["data"]!;
        Assert.StartsWith("wh_", (string?)data["id"], StringComparison.Ordinal);
        Assert.Matches("^whsec_[a-z0-9]{24}$", (string?)data["secret"]);
        Assert.NotNull(data["createdAt"]);
        Assert.DoesNotContain((string)data["secret"]!, listed.Text, StringComparison.Ordinal);
        var row = Assert.Single(listed.Json["data"]!.AsArray())!;
        Assert.Equal(["id", "url", "events", "created_at"], row.AsObject().Select(m => m.Key));
        Assert.Equal("""["conversation.deleted"]""", row["events"]!.ToJsonString());
    }

    [Theory]
    [InlineData("http://127.0.0.1/x", true)]
    [InlineData("http://localhost/x", true)]
    [InlineData("http://[::1]/x", true)]
    [InlineData("https://connector.example/in", true)]
    [InlineData("http://connector.example/in", false)]
    [InlineData("http://127.0.0.1.example/in", false)]
    [InlineData("ftp://127.0.0.1/in", false)]
    [InlineData("/in", false)]
    [InlineData("//127.0.0.1/in", false)]
    [InlineData("", false)]
    public async Task Addresses_are_https_or_loopback_http(string url, bool accepted)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, Path, $$"""{"url":"{{url}}","events":["webhook.test"]}""");

        Assert.Equal(accepted ? null : "validation_error", answer.Error);
        Assert.Equal(accepted ? 1 : 0, (await sandbox.GetConvoAsync(Path)).Json["data"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"url":"https://a.example","events":[]}""")]
    [InlineData("""{"url":"https://a.example","events":["conversation.exploded"]}""")]
    [InlineData("""{"url":"https://a.example","events":[null]}""")]
    [InlineData("""{"url":"https://a.example"}""")]
    [InlineData("""{"events":["webhook.test"]}""")]
    [InlineData("""{"url":7,"events":["webhook.test"]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_wrong_registration_is_a_validation_error(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal("validation_error", (await sandbox.ConvoAsync(HttpMethod.Post, Path, body)).Error);
    }

    [Fact]
    public async Task The_fourth_webhook_is_refused_until_one_is_deleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string body = """{"url":"https://connector.example/in","events":["webhook.test"]}""";
        var first = await sandbox.ConvoAsync(HttpMethod.Post, Path, body);
        await sandbox.ConvoAsync(HttpMethod.Post, Path, body);
        await sandbox.ConvoAsync(HttpMethod.Post, Path, body);

        Assert.Equal(HttpStatusCode.Forbidden, (await sandbox.ConvoAsync(HttpMethod.Post, Path, body)).Status);
        var deleted = await sandbox.ConvoAsync(HttpMethod.Delete, Path, $$"""{"id":"{{first.Json["data"]!["id"]}}"}""");

        Assert.True((bool)deleted.Json["data"]!["deleted"]!);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.ConvoAsync(HttpMethod.Post, Path, body)).Status);
    }

    [Fact]
    public async Task A_webhook_can_be_altered_behind_the_back_of_who_registered_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var (id, secret) = await sandbox.RegisterAsync(new Uri("http://127.0.0.1:9/nobody"), "conversation.deleted");
        var change = $$"""{"url":"{{receiver.Url}}","events":["conversation.created"],"secret":"whsec_another"}""";

        var altered = await sandbox.PostControlAsync($"/webhooks/{id}", change);
        await sandbox.PostControlAsync("/meetings", """{"scenario":"weekly-sync"}""");

        Assert.Equal("professional", (string?)altered.Json["account"]);
        Assert.NotEqual("whsec_another", secret);
        var got = await receiver.NextAsync();
        Assert.Equal("conversation.created", got.Event);
        Assert.Equal("whsec_another", (string?)(await sandbox.GetControlAsync("/webhooks")).Json["webhooks"]![0]!["secret"]);
        Assert.Equal(got.Event, Assert.Single(receiver.All).Event);
    }

    [Theory]
    [InlineData("""{"url":"http://connector.example/in"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"events":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"events":["conversation.exploded"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"secret":""}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.NotFound)]
    public async Task An_alteration_that_can_not_be_is_refused(string body, HttpStatusCode status)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(status, (await sandbox.PostControlAsync("/webhooks/wh_none", body)).Status);
    }

    [Theory]
    [InlineData(null, "validation_error")]
    [InlineData("""{"webhookId":"wh_a"}""", "validation_error")]
    [InlineData("""{"id":"wh_a"}""", "not_found")]
    public async Task A_deletion_needs_the_id_of_a_webhook_in_its_body(string? body, string code)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(code, (await sandbox.ConvoAsync(HttpMethod.Delete, Path, body)).Error);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, true)]
    [InlineData(HttpStatusCode.Found, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    public async Task The_test_call_tells_what_the_endpoint_answered(HttpStatusCode status, bool delivered)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Status = status;
        var (id, _) = await sandbox.RegisterAsync(receiver.Url, "conversation.deleted");

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, Path + "/test", $$"""{"webhookId":"{{id}}"}""");

        Assert.Equal($$$"""{"data":{"webhookId":"{{{id}}}","delivered":{{{(delivered ? "true" : "false")}}},"statusCode":{{{(int)status}}}}}""", answer.Text);
        Assert.Equal("webhook.test", Assert.Single(receiver.All).Event);
    }

    [Fact]
    public async Task The_test_call_gives_an_endpoint_ten_seconds()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Holds = new TaskCompletionSource().Task;
        var (id, _) = await sandbox.RegisterAsync(receiver.Url);

        var call = sandbox.ConvoAsync(HttpMethod.Post, Path + "/test", $$"""{"webhookId":"{{id}}"}""");
        await receiver.NextAsync();
        await sandbox.PostControlAsync("/clock", """{"advance":"PT5S"}""");
        Assert.False(call.IsCompleted);
        await sandbox.PostControlAsync("/clock", """{"advance":"PT5S"}""");

        Assert.Equal($$$"""{"data":{"webhookId":"{{{id}}}","delivered":false,"statusCode":null}}""", (await call).Text);
    }

    [Fact]
    public async Task The_test_call_reports_an_endpoint_that_is_not_there()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var receiver = await WebhookReceiver.StartAsync();
        var (id, _) = await sandbox.RegisterAsync(receiver.Url);
        await receiver.DisposeAsync();

        var answer = await sandbox.ConvoAsync(HttpMethod.Post, Path + "/test", $$"""{"webhookId":"{{id}}"}""");

        Assert.False((bool)answer.Json["data"]!["delivered"]!);
        Assert.Equal("not_found", (await sandbox.ConvoAsync(HttpMethod.Post, Path + "/test", """{"webhookId":"wh_none"}""")).Error);
        Assert.Equal("validation_error", (await sandbox.ConvoAsync(HttpMethod.Post, Path + "/test", "{}")).Error);
    }
}
