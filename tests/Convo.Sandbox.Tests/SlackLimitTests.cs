using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class SlackLimitTests
{
    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "no more than 50 items allowed [json-pointer:/blocks]")]
    public async Task A_message_holds_fifty_blocks(int count, string? error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await PostBlocksAsync(sandbox, Enumerable.Repeat((object)new { type = "divider" }, count));

        AssertRefused(answer, error);
    }

    [Theory]
    [InlineData(3000, null)]
    [InlineData(3001, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]")]
    [InlineData(0, "must be more than 0 characters [json-pointer:/blocks/0/text/text]")]
    public async Task A_section_holds_three_thousand_characters(int length, string? error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        AssertRefused(await PostBlocksAsync(sandbox, [Section(length)]), error);
    }

    [Theory]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"x"}}""", null)]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be plain_text [json-pointer:/blocks/0/text/type]")]
    [InlineData("""{"type":"section"}""", "missing required field: text [json-pointer:/blocks/0]")]
    [InlineData("""{"type":"section","fields":[]}""", "must be a list of 1 to 10 items [json-pointer:/blocks/0/fields]")]
    [InlineData("""{"type":"section","text":{"type":"html","text":"x"}}""", "must be plain_text or mrkdwn [json-pointer:/blocks/0/text/type]")]
    [InlineData("""{"type":"section","text":"x"}""", "missing required field: text [json-pointer:/blocks/0/text]")]
    [InlineData("""{"type":"context","elements":[]}""", "missing required field: elements [json-pointer:/blocks/0]")]
    [InlineData("""{"type":"marquee"}""", "unsupported type: marquee [json-pointer:/blocks/0/type]")]
    [InlineData("""{"text":"x"}""", "missing required field: type [json-pointer:/blocks/0]")]
    [InlineData("7", "missing required field: type [json-pointer:/blocks/0]")]
    public async Task A_block_that_breaks_a_rule_is_refused_with_its_place(string block, string? error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        AssertRefused(await PostBlocksAsync(sandbox, [JsonNode.Parse(block)!]), error);
    }

    [Theory]
    [InlineData(150, null)]
    [InlineData(151, "must be less than 151 characters [json-pointer:/blocks/0/text/text]")]
    public async Task A_header_holds_a_hundred_and_fifty_characters(int length, string? error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        AssertRefused(await PostBlocksAsync(sandbox, [new { type = "header", text = new { type = "plain_text", text = new string('x', length) } }]), error);
    }

    [Theory]
    [InlineData(4, 1000, null)]
    [InlineData(4, 1001, "msg_too_long")]
    [InlineData(5, 0, "msg_blocks_too_long")]
    public async Task Text_and_blocks_together_hold_thirteen_thousand_characters(int sections, int text, string? error)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await PostBlocksAsync(sandbox, Enumerable.Repeat(Section(3000), sections), new string('x', text));

        Assert.Equal(error, answer.Error);
    }

    [Fact]
    public async Task Text_alone_is_cut_at_forty_thousand_characters()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text = new string('x', 40_001) });

        Assert.Equal(40_000, ((string)answer.Json["message"]!["text"]!).Length);
    }

    [Fact]
    public async Task A_channel_takes_three_messages_at_once_and_then_one_a_second()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        for (var message = 1; message <= 3; message++)
        {
            Assert.Null((await PostAsync(sandbox, "#meetings")).Error);
        }

        Answer refused;
        var extra = 0;
        while ((refused = await PostAsync(sandbox, "#meetings")).Status == HttpStatusCode.OK)
        {
            Assert.True(++extra < 30, "the pace was never enforced");
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, "ratelimited", "1"), (refused.Status, refused.Error, refused.Headers["Retry-After"]));
        Assert.Equal("""{"ok":false,"error":"ratelimited"}""", refused.Text);
        Assert.Null((await PostAsync(sandbox, "#general")).Error);
        await sandbox.PostControlAsync("/clock", """{"advance":"PT1S"}""");
        Assert.Null((await PostAsync(sandbox, "#meetings")).Error);
    }

    [Fact]
    public async Task Pacing_can_be_switched_off_for_load_tests()
    {
        await using var sandbox = await TestSandbox.StartAsync(pacing: false);

        for (var message = 0; message < 20; message++)
        {
            Assert.Null((await PostAsync(sandbox, "#meetings")).Error);
        }
    }

    [Fact]
    public async Task Message_times_never_repeat_and_never_fall_though_the_clock_goes_back()
    {
        await using var sandbox = await TestSandbox.StartAsync(pacing: false);
        var before = (string)(await PostAsync(sandbox, "#meetings")).Json["ts"]!;
        await sandbox.PostControlAsync("/clock", $$"""{"set":"{{sandbox.Clock.GetUtcNow().AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}}"}""");
        var after = (string)(await PostAsync(sandbox, "#general")).Json["ts"]!;

        Assert.True(decimal.Parse(after, CultureInfo.InvariantCulture) > decimal.Parse(before, CultureInfo.InvariantCulture));
    }

    private static object Section(int length) => new { type = "section", text = new { type = "mrkdwn", text = new string('x', length) } };

    private static Task<Answer> PostAsync(TestSandbox sandbox, string channel) => sandbox.SlackAsync("chat.postMessage", new { channel, text = "x" });

    private static Task<Answer> PostBlocksAsync(TestSandbox sandbox, IEnumerable<object> blocks, string text = "x") =>
        sandbox.SlackAsync("chat.postMessage", new { channel = "#meetings", text, blocks });

    private static void AssertRefused(Answer answer, string? error)
    {
        Assert.Equal(error is null ? null : "invalid_blocks", answer.Error);
        Assert.Equal(error, (string?)answer.Json["errors"]?[0]);
        Assert.Equal(error is null ? null : "[ERROR] " + error, (string?)answer.Json["response_metadata"]?["messages"]?[0]);
    }
}
