using System.Net;
using System.Security.Cryptography;
using System.Text;
using Convo.Sandbox.Tests.Contract;
using Convo.Sandbox.Tests.Stage;
using Convo.Sandbox.Webhooks;

namespace Convo.Sandbox.Tests;

public sealed class DeliveryTests
{
    [Fact]
    public async Task The_record_can_be_asked_for_its_end_alone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);
        await sandbox.PlayAsync();

        var last = (await sandbox.GetControlAsync("/deliveries?last=2")).Json["deliveries"]!.AsArray();

        Assert.Equal(["conversation.summary.ready", "conversation.action_items.ready"], last.Select(one => (string?)one!["event"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.GetControlAsync("/deliveries?last=all")).Status);
    }

    private static readonly string[] UsualOrder =
    [
        "conversation.created", "transcript.ready", "conversation.keypoints.ready", "conversation.summary.ready", "conversation.action_items.ready",
    ];

    [Fact]
    public async Task A_played_meeting_sends_five_signed_events_in_order()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var (_, secret) = await sandbox.RegisterAsync(receiver.Url);

        var id = await sandbox.PlayAsync();

        Assert.Equal(UsualOrder, receiver.Events);
        foreach (var received in receiver.All)
        {
            // Independent of the sender: the keyed hash in its textbook form, over the bytes that arrived.
            Assert.Equal(TextbookHmac(Encoding.ASCII.GetBytes(secret), received.Body), received.Signature);
            Assert.Equal(("POST", "application/json"), (received.Method, received.ContentType));
            Assert.Equal(received.Event, (string?)received.Json["event"]);
            Assert.Equal(id, (string?)received.Json["data"]!["conversationId"]);
            Assert.Equal(["event", "data", "timestamp"], received.Json.AsObject().Select(m => m.Key));
            Assert.DoesNotContain(": ", received.Text.Replace("sync: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            ConvoContract.Instance.CheckEvent(received.Text);
        }

        Assert.Equal(5, receiver.All.Select(r => (string?)r.Json["timestamp"]).Distinct().Count());
        Assert.Equal(4, (int)receiver.All[4].Json["data"]!["actionItemCount"]!);
    }

    [Fact]
    public void The_signature_is_that_of_the_published_test_vector()
    {
        const string body = """{"event":"conversation.keypoints.ready","data":{"conversationId":"sess_7hk20q","title":"Supplier kickoff"}"""
            + ""","timestamp":"2026-05-11T09:06:11.000Z"}""";
        var signed = SignedBody.Of(
            "conversation.keypoints.ready",
            new() { ["conversationId"] = "sess_7hk20q", ["title"] = "Supplier kickoff" },
            new DateTimeOffset(2026, 5, 11, 9, 6, 11, TimeSpan.Zero),
            "whsec_exampleexampleexample00");

        Assert.Equal(body, Encoding.UTF8.GetString(signed.Bytes));
        Assert.Equal("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813", signed.Signature);
    }

    [Fact]
    public async Task Only_webhooks_subscribed_to_an_event_get_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var one = await WebhookReceiver.StartAsync();
        await using var two = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(one.Url, "transcript.ready");
        await sandbox.RegisterAsync(two.Url, "conversation.summary.ready", "conversation.created");

        await sandbox.PlayAsync();

        Assert.Equal(["transcript.ready"], one.Events);
        Assert.Equal(["conversation.created", "conversation.summary.ready"], two.Events);
    }

    [Fact]
    public async Task No_two_deliveries_carry_the_same_timestamp()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var one = await WebhookReceiver.StartAsync();
        await using var two = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(one.Url);
        await sandbox.RegisterAsync(two.Url);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sandbox.PlayAsync()));

        var timestamps = one.All.Concat(two.All).Select(r => (string?)r.Json["timestamp"]).ToList();
        Assert.Equal(100, timestamps.Count);
        Assert.Equal(100, timestamps.Distinct().Count());
    }

    [Fact]
    public async Task A_refused_delivery_is_recorded_and_not_tried_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Status = HttpStatusCode.ServiceUnavailable;
        await sandbox.RegisterAsync(receiver.Url, "conversation.created");

        await sandbox.PlayAsync();
        await sandbox.PostControlAsync("/clock", """{"advance":"P1D"}""");

        var received = Assert.Single(receiver.All);
        var record = Assert.Single((await sandbox.GetControlAsync("/deliveries")).Json["deliveries"]!.AsArray())!;
        Assert.Equal("conversation.created", (string?)record["event"]);
        Assert.Equal(receiver.Url.ToString(), (string?)record["url"]);
        Assert.Equal(503, (int)record["status"]!);
        Assert.Equal("refused", (string?)record["outcome"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(received.Body)), (string?)record["bodySha256"]);
        Assert.NotNull(record["at"]);
    }

    [Fact]
    public async Task A_silent_endpoint_is_given_ten_seconds()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Holds = new TaskCompletionSource().Task;
        await sandbox.RegisterAsync(receiver.Url, "conversation.created");

        var play = sandbox.PlayAsync();
        await receiver.NextAsync();
        await sandbox.PostControlAsync("/clock", """{"advance":"PT10S"}""");
        await play;

        var record = (await sandbox.GetControlAsync("/deliveries")).Json["deliveries"]![0]!;
        Assert.Null(record["status"]);
        Assert.Equal("timeout", (string?)record["outcome"]);
    }

    [Fact]
    public async Task Events_can_be_named_ordered_and_given_data()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PlayAsync(
            """
            {"scenario":"weekly-sync","events":["conversation.action_items.ready",{"event":"conversation.feedback.ready","data":{"overallScore":8.5}},
             {"event":"transcript.failed","data":{"error":"no audio"}},"conversation.shared","webhook.test","conversation.created"]}
            """);

        Assert.Equal(
            [
                "conversation.action_items.ready", "conversation.feedback.ready", "transcript.failed", "conversation.shared", "webhook.test",
                "conversation.created",
            ],
            receiver.Events);
        Assert.All(receiver.All, r => ConvoContract.Instance.CheckEvent(r.Text));
        Assert.Equal(8.5, (double)receiver.All[1].Json["data"]!["overallScore"]!);
    }

    [Fact]
    public async Task A_held_meeting_sends_nothing_and_can_be_read()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await sandbox.RegisterAsync(receiver.Url);

        var id = await sandbox.PlayAsync("""{"scenario":"weekly-sync","hold":true}""");
        Assert.Empty(receiver.All);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Status);

        await sandbox.PostControlAsync($"/meetings/{id}/events", """{"events":["conversation.summary.ready"]}""");
        Assert.Equal(["conversation.summary.ready"], receiver.Events);
    }

    [Fact]
    public async Task A_late_refresh_changes_the_key_points_and_fires_the_ready_events_again()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var id = await sandbox.PlayAsync();
        await sandbox.RegisterAsync(receiver.Url);

        await sandbox.PostControlAsync($"/meetings/{id}/keypoints", """{"keypoints":{"actionItems":[{"item":"Only this"}]}}""");

        Assert.Equal(UsualOrder[2..], receiver.Events);
        Assert.Equal(1, (int)receiver.All[2].Json["data"]!["actionItemCount"]!);
        var keypoints = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Json["data"]!["keypoints"]!;
        Assert.Equal("""{"actionItems":[{"item":"Only this"}]}""", keypoints.ToJsonString());
    }

    [Fact]
    public async Task What_an_event_says_has_come_true()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();

        await sandbox.PostControlAsync($"/meetings/{id}/events", """{"events":[{"event":"conversation.updated","data":{"title":"Renamed"}}]}""");
        Assert.Equal("Renamed", (string?)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["data"]![0]!["title"]);

        await sandbox.PostControlAsync($"/meetings/{id}/events", """{"events":["conversation.deleted"]}""");
        Assert.Equal(0, (int)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["pagination"]!["total"]!);
        Assert.Equal("not_found", (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Error);
    }

    private static string TextbookHmac(byte[] key, byte[] message)
    {
        var block = new byte[64];
        key.CopyTo(block, 0);
        byte[] Pad(byte with, byte[] tail) => SHA256.HashData([.. block.Select(b => (byte)(b ^ with)), .. tail]);
        return string.Concat(Pad(0x5c, Pad(0x36, message)).Select(b => b.ToString("x2")));
    }
}
