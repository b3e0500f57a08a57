using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.HostStandIn.Tests.Reading;
using Convo.Functions.HostStandIn.Tests.Stage;
using Convo.Functions.HostStandIn.Tests.Triggers;

namespace Convo.Functions.HostStandIn.Tests.Outside;

/// <summary>What the handler receives and what the client sees, byte for byte as recorded, for requests that the handler answers at once.</summary>
public sealed class OutsideRecordings : HostTest
{
    public static TheoryData<string> Plain => [.. Recording.Names.Where(name => RecordedClients.Has(name) && !IsAboutAHandlerInTrouble(name))];

    public static TheoryData<string> Modes => ["fwd", "proxy"];

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task The_handler_and_the_client_see_what_was_recorded(string name)
    {
        var recording = Recording.Read(name);
        var answer = recording.Deliveries is [var only] ? only.Response! : RecordedAnswers.NotFound;
        await StartAsync(ModeOf(name), _ => answer);
        var seen = await AskAsync(RecordedClients.For(name));

        Assert.Equal(AllOf(recording.Deliveries.Select(delivery => delivery.Request)), AllOf(Handler.Requests));
        AssertSeen(recording, seen);
    }

    [Fact]
    public async Task A_chunked_webhook_comes_in_its_chunks_in_proxy_mode()
    {
        var recording = Recording.Read("proxy-webhook-post-chunked");
        await StartAsync(HostMode.Proxy, _ => recording.Deliveries.Single().Response);
        using var client = await ConnectAsync();

        // The second chunk is sent when the first has arrived: nothing is held back until the body is whole.
        await client.SendAsync(ChunkedHead + ClientRequest.Chunk(RecordedClients.Webhook[..40]), Bound);
        await Handler.BeganAsync(read => read.Contains("\r\n\r\n28\r\n"), Bound);
        await client.SendAsync(ClientRequest.Chunk(RecordedClients.Webhook[40..]) + ClientRequest.Chunk(""), Bound);
        var seen = await client.AnswerAsync(Bound);

        Assert.Equal(Masked.Request(recording.Request), Masked.Request(Assert.Single(Handler.Requests)));
        AssertSeen(recording, seen);
    }

    [Fact]
    public async Task A_chunked_webhook_is_a_500_in_forwarding_mode()
    {
        var recording = Recording.Read("fwd-webhook-post-chunked");
        await StartAsync(HostMode.Forwarding, RecordedAnswers.To);
        var body = ClientRequest.Chunk(RecordedClients.Webhook[..40]) + ClientRequest.Chunk(RecordedClients.Webhook[40..]) + ClientRequest.Chunk("");
        var seen = await AskAsync(ChunkedHead + body);

        Assert.Empty(Handler.Requests);
        AssertSeen(recording, seen);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_first_request_of_all_is_the_probe_as_recorded(string mode)
    {
        await StartAsync(ModeOf($"{mode}-"), RecordedAnswers.To);

        Assert.Equal(Masked.Request(Recording.Read($"{mode}-start-probe").Request), Masked.Request(Handler.Probe!));
    }

    [Fact]
    public void Every_recording_has_its_test()
    {
        string[] others = ["webhook-post-chunked", "start-probe", "queue-json"];
        var tested = Recording.Names.Where(name => RecordedClients.Has(name)
            || others.Contains(name[(name.IndexOf('-') + 1)..])
            || EnvelopeRecordings.Names.Contains(name)
            || TimerRecordings.Names.Contains(name));

        Assert.Equal(Recording.Names, tested);
    }

    private static string ChunkedHead => ClientRequest.With(
        RecordedClients.WebhookLine, [$"Host: {ClientRequest.Host}", .. RecordedClients.WebhookHeaders, "Transfer-Encoding: chunked"], body: "");

    private static string AllOf(IEnumerable<string> requests) => string.Join("\n### next\n", requests.Select(Masked.Request));

    private static bool IsAboutAHandlerInTrouble(string name) => name.Contains("-killed-") || name.EndsWith("-never-answers", StringComparison.Ordinal);

    private static void AssertSeen(Recording recording, string seen)
    {
        var expected = recording.ClientSaw!;
        var actual = Masked.Answer(seen);
        if (expected.EndsWith("(the answer of the handler)", StringComparison.Ordinal))
        {
            Assert.Equal(expected.Split('\n')[0], actual.Split('\n')[0]);
            return;
        }

        Assert.Equal(Masked.Answer(expected), actual);
    }
}
