using Azure.Storage.Queues.Models;
using Convo.Functions.HostStandIn.Handler;
using Convo.Functions.HostStandIn.Tests.Reading;
using Convo.Functions.HostStandIn.Tests.Stage;
using Convo.Functions.HostStandIn.Triggers;
using Convo.Functions.HostStandIn.Triggers.Queues;

namespace Convo.Functions.HostStandIn.Tests.Triggers;

/// <summary>The envelopes of queue messages, byte for byte as recorded: the message goes in, what the handler reads comes out.</summary>
public sealed class EnvelopeRecordings : HostTest
{
    private const string Fail = """{"kind":"FAIL","id":"evt_0002"}""";

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["queue-json"] = """{"kind":"event","id":"evt_0001","n":1,"s":"é \"q\""}""",
        ["proxy-queue-json"] = """{"kind":"event","id":"evt_0001","n":1,"s":"é \"q\""}""",
        ["queue-text"] = "plain text, no JSON",
        ["queue-json-array"] = """[1,{"a":2}]""",
        ["queue-json-spaced"] = "{ \"a\" : 1.0,\r\n \"a\" : 2 }",
        ["queue-json-dequeuecount"] = """{"DequeueCount":99}""",
        ["queue-json-dequeuecount-case"] = """{"dequeuecount":98,"DEQUEUECOUNT":97}""",
        ["queue-json-reserved-names"] =
            """{"DequeueCount":99,"Id":"fake","sys":{"MethodName":"fake"},"msg":"fake","QueueTrigger":"fake","x":{"y":[1]}}""",
        ["queue-fail-attempt-1"] = Fail,
        ["queue-fail-attempt-2"] = Fail,
        ["queue-fail-attempt-3"] = Fail,
        ["queue-fail-attempt-4"] = Fail,
        ["queue-fail-attempt-5"] = Fail,
        ["queue-poison"] = Fail,
        ["queue-200-empty-body"] = """{"kind":"EMPTY","id":"evt_0003"}""",
        ["queue-handler-killed"] = """{"kind":"HANG","id":"evt_0004"}""",
    };

    public static IReadOnlyCollection<string> Names => Texts.Keys;

    public static TheoryData<string> Recorded => [.. Names];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_message_reaches_the_handler_as_was_recorded(string name)
    {
        foreach (var (delivery, index) in Recording.Read(name).Deliveries.Select((one, index) => (one, index)))
        {
            var function = name is "queue-poison" ? "poison" : "work";
            Assert.Equal(Masked.Request(delivery.Request), Masked.Request(await SentAsync(function, Message(Texts[name], AttemptOf(name, index)))));
        }
    }

    private static int AttemptOf(string name, int index) =>
        name.StartsWith("queue-fail-attempt-", StringComparison.Ordinal) ? int.Parse(name[^1..]) : index + 1;

    private QueueMessage Message(string text, int attempt) => QueuesModelFactory.QueueMessage(
        "7d88ac36-b9d7-4643-b566-6eaa7bedce27",
        "MjJOb3YyMDI2MDM6Mzk6MDY4NTg2",
        BinaryData.FromString(text),
        attempt,
        Clock.GetUtcNow() + TimeSpan.FromMinutes(10),
        Clock.GetUtcNow(),
        Clock.GetUtcNow() + TimeSpan.FromDays(7));

    /// <summary>What a handler reads of a message.</summary>
    private async Task<string> SentAsync(string function, QueueMessage message)
    {
        var handler = new ScriptedHandler(RecordedAnswers.To);
        await using var keeper = new HandlerKeeper(handler, TimeSpan.FromSeconds(10), Clock);
        keeper.Start();
        using var calls = new TriggerCalls(keeper, new FunctionLimit(keeper, timeout: null, Clock), Clock);
        var now = Clock.GetUtcNow();
        Assert.True(await calls.InvokeAsync(function, Envelope.Of("msg", message.Body.ToString(), QueueBindingData.Of(function, message, now)), Bound));
        Assert.Equal($"{function} done", Assert.Single(calls.Logs));
        return Assert.Single(handler.Requests);
    }
}
