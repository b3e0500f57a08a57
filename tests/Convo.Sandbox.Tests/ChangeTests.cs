using System.Net;
using Convo.Sandbox.Tests.Contract;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>Share, rename, delete: through the API, and what the webhooks hear of it.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task A_shared_meeting_keeps_its_public_address_and_the_webhook_hears_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync();
        await sandbox.RegisterAsync(receiver.Url);

        var first = (string)(await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/share")).Json["data"]!["shareUrl"]!;
        var told = await receiver.NextAsync();
        var again = (string)(await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/share")).Json["data"]!["shareUrl"]!;

        Assert.StartsWith("https://www.itsconvo.com/shared/", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
        Assert.Equal(("conversation.shared", first), (told.Event, (string?)told.Json["data"]!["shareUrl"]));
        ConvoContract.Instance.CheckEvent(told.Text);
    }

    [Fact]
    public async Task A_meeting_that_was_shared_in_the_app_has_the_same_address_through_the_api()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync();
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PostControlAsync($"/meetings/{id}/events", """{"events":["conversation.shared"]}""");

        var url = (string?)receiver.All.Single().Json["data"]!["shareUrl"];
        Assert.Equal(url, (string?)(await sandbox.ConvoAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/share")).Json["data"]!["shareUrl"]);
    }

    [Fact]
    public async Task A_new_title_is_read_everywhere_and_the_webhook_hears_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync();
        await sandbox.RegisterAsync(receiver.Url);

        var answer = await sandbox.ConvoAsync(HttpMethod.Patch, $"/api/v1/conversations/{id}", """{"title":"Portal: go or no go"}""");

        Assert.Equal((id, "Portal: go or no go"), ((string?)answer.Json["data"]!["id"], (string?)answer.Json["data"]!["title"]));
        Assert.Equal("Portal: go or no go", (string?)(await sandbox.GetConvoAsync("/api/v1/conversations?search=go%20or")).Json["data"]![0]!["title"]);
        var told = await receiver.NextAsync();
        Assert.Equal(("conversation.updated", "Portal: go or no go"), (told.Event, (string?)told.Json["data"]!["title"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"title":" "}""")]
    [InlineData("""{"title":7}""")]
    public async Task A_missing_title_is_a_validation_error_and_changes_nothing(string? body)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();

        var answer = await sandbox.ConvoAsync(HttpMethod.Patch, $"/api/v1/conversations/{id}", body);

        Assert.Equal((HttpStatusCode.BadRequest, "validation_error"), (answer.Status, answer.Error));
        Assert.StartsWith("Weekly sync", (string?)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]![0]!["title"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_meeting_leaves_the_list_and_every_read_and_the_webhook_hears_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync(Talk.Of(12));
        await sandbox.RegisterAsync(receiver.Url);

        var answer = await sandbox.ConvoAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}");

        Assert.True((bool)answer.Json["data"]!["deleted"]!);
        Assert.Equal("conversation.deleted", (await receiver.NextAsync()).Event);
        Assert.Equal(0, (int)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["pagination"]!["total"]!);
        foreach (var (method, what, body) in new[]
        {
            (HttpMethod.Get, "/transcript", null), (HttpMethod.Get, "/keypoints", null), (HttpMethod.Post, "/keypoints", null),
            (HttpMethod.Get, "/feedback", null),
            (HttpMethod.Post, "/feedback", null), (HttpMethod.Post, "/query", """{"query":"Who?"}"""), (HttpMethod.Post, "/email", null),
            (HttpMethod.Post, "/share", null), (HttpMethod.Patch, "", """{"title":"x"}"""), (HttpMethod.Delete, "", null),
        })
        {
            var gone = await sandbox.ConvoAsync(method, $"/api/v1/conversations/{id}{what}", body);
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (gone.Status, gone.Error));
        }

        Assert.Equal(0, await Talk.UsedAsync(sandbox));
    }

    [Fact]
    public async Task Only_the_control_api_brings_a_deleted_meeting_back_and_silently()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync();
        var before = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Text;
        await sandbox.ConvoAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}");
        await sandbox.RegisterAsync(receiver.Url);

        Assert.True((bool)(await sandbox.GetControlAsync("/meetings")).Json["meetings"]![0]!["deleted"]!);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.PostControlAsync($"/meetings/{id}/recover", "")).Status);

        Assert.Equal(before, (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.PostControlAsync($"/meetings/{id}/recover", "")).Status);
        Assert.Empty(receiver.All);
    }

    [Theory]
    [InlineData("POST", "/share")]
    [InlineData("DELETE", "")]
    public async Task A_meeting_that_does_not_exist_is_not_found(string method, string what)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.ConvoAsync(new HttpMethod(method), $"/api/v1/conversations/sess_none{what}");

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Error));
    }
}
