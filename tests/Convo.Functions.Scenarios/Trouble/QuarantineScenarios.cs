using System.Net;
using System.Text.Json;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>Signed but odd is kept for a person; unsigned leaves a count and nothing else.</summary>
public abstract class QuarantineScenarios(IProductHost host) : Scenario(host)
{
    private const string Odd = "odd";
    private const string Secret = "whsec_by_hand_0123456789";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var saved = await Product.ConnectAsync(Odd, "convo", Product.Host.Sandbox, ("apiKey", "convo_sandbox_professional"), ("webhookSecret", Secret));
        Assert.True((int)saved.Status is 200 or 201, saved.Text);
    }

    [Fact]
    public async Task A_signed_event_that_is_too_old_waits_for_a_person_and_runs_when_released()
    {
        var meeting = A.Meeting();
        var conversation = await Product.HoldAsync(meeting);
        var answer = await Product.HookAsync(Odd, Event(conversation, "2019-01-01T00:00:00Z"), Secret);
        await Product.SettleAsync();
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var entry = Assert.Single((await EntriesAsync()), one => one.Reason.Contains("90 days", StringComparison.Ordinal));
        Assert.Null(entry.ReleasedAt);
        Assert.Equal(HttpStatusCode.NotFound, (await Product.GetAnswerAsync($"api/meetings/{conversation}?connection={Odd}")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await Product.PostAsync($"api/quarantine/{entry.Id}/release")).Status);
        await Product.UntilEndedAsync(conversation, Odd);
        await OneMessageAsync(conversation, meeting.Rendered, connection: Odd);
        Assert.Equal("admin", (await EntriesAsync()).Single(one => one.Id == entry.Id).ReleasedBy);

        Assert.Equal(HttpStatusCode.NoContent, (await Product.PostAsync($"api/quarantine/{entry.Id}/release")).Status);
        await Product.PassAsync(TimeSpan.FromMinutes(3));
        await OneMessageAsync(conversation, meeting.Rendered, connection: Odd);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not json at all")]
    [InlineData("{\"event\":\"a\",\"event\":\"b\"}")]
    [InlineData("{\"event\":\"conversation.summary.ready\",\"data\":{},\"timestamp\":\"2026-05-11T08:30:00Z\"}")]
    public async Task A_signed_body_that_names_no_meeting_is_kept_and_says_why_it_cannot_run(string body)
    {
        Assert.Equal(HttpStatusCode.OK, (await Product.HookAsync(Odd, body, Secret)).Status);
        var entry = (await EntriesAsync())[0];
        var release = await Product.PostAsync($"api/quarantine/{entry.Id}/release");

        Assert.Equal(HttpStatusCode.Conflict, release.Status);
        Assert.NotEmpty(release.As<ProblemTold>().Advice!);
        Assert.Null((await EntriesAsync()).Single(one => one.Id == entry.Id).ReleasedAt);
    }

    [Fact]
    public async Task An_unsigned_delivery_is_refused_counted_and_leaves_no_meeting()
    {
        var conversation = await Product.HoldAsync(A.Meeting());
        var now = (await Product.NowAsync()).ToString("O");
        var before = await CountAsync("no-signature");
        var wrong = await CountAsync("wrong-signature");

        var unsigned = await Product.HookAsync(Odd, Event(conversation, now), secret: null);
        var forged = await Product.HookAsync(Odd, Event(conversation, now), "whsec_somebody_elses");
        await Product.SettleAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (unsigned.Status, forged.Status));
        Assert.Equal((before + 1, wrong + 1), (await CountAsync("no-signature"), await CountAsync("wrong-signature")));
        Assert.Equal(HttpStatusCode.NotFound, (await Product.GetAnswerAsync($"api/meetings/{conversation}?connection={Odd}")).Status);
    }

    [Fact]
    public async Task A_thousand_copies_of_one_event_make_one_message()
    {
        var meeting = A.Meeting();
        var conversation = await Product.HoldAsync(meeting);
        var body = Event(conversation, (await Product.NowAsync()).ToString("O"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Product.HookAsync(Odd, body, Secret)));
        await Product.UntilEndedAsync(conversation, Odd);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single((await Product.MeetingAsync(conversation, Odd)).Events);
        await OneMessageAsync(conversation, meeting.Rendered, connection: Odd);
    }

    private static string Event(string conversation, string timestamp) => JsonSerializer.Serialize(new
    {
        @event = KeyPointsReady,
        data = new { conversationId = conversation },
        timestamp,
    });

    private async Task<IReadOnlyList<QuarantineEntryTold>> EntriesAsync() => (await Product.GetAsync<QuarantineTold>("api/quarantine")).Items;

    private async Task<int> CountAsync(string reason) => (await Product.GetAsync<JsonElement>("api/rejections")).GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("reason").GetString() == reason && item.GetProperty("connection").GetString() == Odd)
        .Sum(item => item.GetProperty("count").GetInt32());
}
