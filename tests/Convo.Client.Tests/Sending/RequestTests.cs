using System.Text.Json.Nodes;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Sending;

public sealed class RequestTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> SampleRequests => [.. Samples.Names.Where(name => name.EndsWith("-request", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(SampleRequests))]
    public async Task A_request_has_the_body_that_the_documentation_shows(string sample)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok("""{"data":{"secret":"whsec_1"}}"""));
        var client = convo.Client();
        string[] events = [ConvoEventNames.KeypointsReady, ConvoEventNames.FeedbackReady];

        var (target, call) = sample switch
        {
            "generate-keypoints-request" => ("POST /api/v1/conversations/sess_1/keypoints", (Task)client.GenerateKeypointsAsync("sess_1", false, None)),
            "generate-feedback-request" => ("POST /api/v1/conversations/sess_1/feedback", client.GenerateFeedbackAsync("sess_1", forceRefresh: false, None)),
            "query-request" => ("POST /api/v1/conversations/sess_1/query", client.QueryConversationAsync("sess_1", "What were the main action items?", None)),
            "email-request" => ("POST /api/v1/conversations/sess_1/email", client.DraftEmailAsync("sess_1", "Bob", EmailTone.Professional, None)),
            "rename-request" => ("PATCH /api/v1/conversations/sess_1", client.RenameConversationAsync("sess_1", "Updated Meeting Title", None)),
            "create-webhook-request" => ("POST /api/v1/webhooks", client.CreateWebhookAsync(new("https://hooks.example.com/convo"), events, None)),
            "delete-webhook-request" => ("DELETE /api/v1/webhooks", client.DeleteWebhookAsync("wh_abc123", None)),
            "test-webhook-request" => ("POST /api/v1/webhooks/test", client.TestWebhookAsync("wh_abc123", None)),
            _ => throw new ArgumentOutOfRangeException(nameof(sample), sample, "A sample that no operation sends."),
        };
        await call;

        var asked = Assert.Single(convo.Asked);
        Assert.Equal(target, asked.ToString());
        Assert.Equal("application/json", asked.ContentType);
        Assert.True(JsonNode.DeepEquals(Samples.Json(sample), JsonNode.Parse(asked.Body)), asked.Body);
    }

    [Fact]
    public async Task Calls_without_a_body_send_none_and_every_call_carries_the_key()
    {
        var answer = Answer.Ok("""{"data":{}}""");
        var list = Answer.Ok("""{"data":[]}""");
        await using var convo = await ScriptedConvo.StartAsync(list, answer, answer, answer, answer, list, answer, answer);
        var client = convo.Client();

        await client.ListConversationsAsync(new(), None);
        await client.GetTranscriptAsync("sess_1", None);
        await client.GetKeypointsAsync("sess_1", None);
        await client.GetFeedbackAsync("sess_1", None);
        await client.GetProfileAsync(None);
        await client.ListWebhooksAsync(None);
        await client.ShareConversationAsync("sess_1", None);
        await client.DeleteConversationAsync("sess_1", None);

        Assert.Equal(
            [
                "GET /api/v1/conversations?limit=100&offset=0",
                "GET /api/v1/conversations/sess_1/transcript",
                "GET /api/v1/conversations/sess_1/keypoints",
                "GET /api/v1/conversations/sess_1/feedback",
                "GET /api/v1/user/profile",
                "GET /api/v1/webhooks",
                "POST /api/v1/conversations/sess_1/share",
                "DELETE /api/v1/conversations/sess_1",
            ],
            convo.Asked.Select(asked => asked.ToString()));
        Assert.All(convo.Asked, asked => Assert.Equal(("", "Bearer " + ScriptedConvo.Key), (asked.Body, asked.Authorization)));
    }

    [Fact]
    public async Task A_draft_without_wishes_sends_an_empty_object()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("email"));

        await convo.Client().DraftEmailAsync("sess_1", null, null, None);

        Assert.Equal("{}", convo.Asked[0].Body);
    }

    [Theory]
    [InlineData("a b?c#d&e=f;g:h@i", "a%20b%3Fc%23d%26e%3Df%3Bg%3Ah%40i")]
    [InlineData("sess_ä\U0001F600", "sess_%C3%A4%F0%9F%98%80")]
    [InlineData("'; drop table", "%27%3B%20drop%20table")]
    public async Task An_id_is_encoded_so_that_it_stays_one_part_of_the_path(string id, string encoded)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("keypoints"));

        await convo.Client().GetKeypointsAsync(id, None);

        Assert.Equal($"/api/v1/conversations/{encoded}/keypoints", convo.Asked[0].Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    [InlineData("../../user/profile")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a%2Fb")]
    [InlineData("a.b")]
    [InlineData("a\0b")]
    [InlineData("a\r\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\ufffdb")]
    public async Task An_id_that_could_leave_its_place_is_refused_before_sending(string id)
    {
        await using var convo = await ScriptedConvo.StartAsync();
        var client = convo.Client();

        Assert.False(ConvoId.IsUsable(id));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetKeypointsAsync(id, None));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetTranscriptAsync(id, None));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetOrGenerateKeypointsAsync(id, AllowCredit.One, None));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteWebhookAsync(id, None));
        Assert.Empty(convo.Asked);
    }

    [Fact]
    public void Half_a_surrogate_pair_and_an_overlong_id_are_refused()
    {
        Assert.False(ConvoId.IsUsable("a" + (char)0xd800));
        Assert.False(ConvoId.IsUsable(new string('a', ConvoId.MaxLength + 1)));
        Assert.True(ConvoId.IsUsable(new string('a', ConvoId.MaxLength)));
        Assert.False(ConvoId.IsUsable(null));
    }

    [Fact]
    public async Task A_question_that_is_too_long_or_blank_costs_nothing()
    {
        await using var convo = await ScriptedConvo.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => convo.Client().QueryConversationAsync("sess_1", new string('a', 501), None));
        await Assert.ThrowsAsync<ArgumentException>(() => convo.Client().QueryConversationAsync("sess_1", " ", None));
        Assert.Empty(convo.Asked);
    }

    [Theory]
    [InlineData("http://hooks.example.com/convo")]
    [InlineData("ftp://127.0.0.1/convo")]
    [InlineData("/convo")]
    public async Task A_webhook_to_an_address_without_https_is_refused_before_sending(string url)
    {
        await using var convo = await ScriptedConvo.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => convo.Client().CreateWebhookAsync(new(url, UriKind.RelativeOrAbsolute), ["x"], None));
        Assert.Empty(convo.Asked);
    }

    [Fact]
    public async Task A_webhook_to_this_machine_is_allowed_with_the_option_and_one_without_events_is_not()
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Sample("create-webhook"));

        await convo.Client().CreateWebhookAsync(new(convo.Address, "hooks"), ["x"], None);
        await Assert.ThrowsAsync<ArgumentException>(() => convo.Client().CreateWebhookAsync(new("https://a.example"), [], None));

        Assert.Single(convo.Asked);
    }
}
