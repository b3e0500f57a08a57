using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Convo.Sandbox.Control;

/// <summary>The shapes of the control API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(PlayRequest))]
[JsonSerializable(typeof(PlayAnswer))]
[JsonSerializable(typeof(KeypointsRequest))]
[JsonSerializable(typeof(EventsRequest))]
[JsonSerializable(typeof(ScenarioList))]
[JsonSerializable(typeof(DeliveryList))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultList))]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(ChannelRequest))]
[JsonSerializable(typeof(ChannelItem))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookItem))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(ChannelList))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(InteractivityRequest))]
[JsonSerializable(typeof(PressRequest))]
[JsonSerializable(typeof(PressAnswer))]
[JsonSerializable(typeof(ReplyList))]
[JsonSerializable(typeof(PeopleList))]
[JsonSerializable(typeof(CallCounts))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(AccountStates))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(HistoryList))]
[JsonSerializable(typeof(MeetingList))]
[JsonSerializable(typeof(MeetingDetail))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(CalendarRequest))]
[JsonSerializable(typeof(CalendarAnswer))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    public static readonly ControlJson Wire = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 32,
        NumberHandling = JsonNumberHandling.Strict,
    });
}
