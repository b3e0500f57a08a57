using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>An event to fire: its name, and members of <c>data</c> that replace or complete what the conversation itself says.</summary>
internal sealed record EventOrder(string Name, JsonElement? Data = null)
{
    /// <summary>Reads a list of names and of <c>{"event":…,"data":{…}}</c> objects.</summary>
    public static (IReadOnlyList<EventOrder>? Orders, string? Error) ReadAll(IReadOnlyList<JsonElement> list)
    {
        var orders = new List<EventOrder>(list.Count);
        foreach (var element in list)
        {
            var data = default(JsonElement);
            var named = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("event", out var member) ? member : element;
            if (named.ValueKind != JsonValueKind.String || named.GetString() is not { } name || !EventNames.All.Contains(name))
            {
                return (null, "events must hold names out of: " + string.Join(", ", EventNames.All.Order()));
            }

            var hasData = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("data", out data);
            if (hasData && data.ValueKind != JsonValueKind.Object)
            {
                return (null, "events[].data must be an object");
            }

            orders.Add(new(name, hasData ? data : null));
        }

        return (orders, null);
    }

    /// <summary>A public address of Convo's form.</summary>
    public static string NewShareUrl(SeededChance chance) => "https://www.itsconvo.com/shared/" + chance.NextId(10);

    /// <summary>The event's <c>data</c>, in the documented fields of its kind.</summary>
    /// <returns>The data, or what must be given with the order.</returns>
    public (JsonObject? Data, string? Error) Compose(Conversation conversation, SeededChance chance)
    {
        var data = Name == EventNames.Test ? new JsonObject { ["message"] = "hello" } : new JsonObject { ["conversationId"] = conversation.Id };
        switch (Name)
        {
            case EventNames.Updated or EventNames.KeypointsReady:
                data["title"] = conversation.Title;
                break;
            case EventNames.SummaryReady:
                data["title"] = conversation.Title;
                data["sectionCount"] = conversation.Keypoints?.Document.SectionCount ?? 0;
                break;
            case EventNames.ActionItemsReady:
                data["actionItemCount"] = conversation.Keypoints?.Document.ActionItemCount ?? 0;
                break;
            case EventNames.TranscriptReady:
                data["segmentCount"] = conversation.Spoken;
                break;
            case EventNames.Shared:
                data["shareUrl"] = conversation.ShareUrl ?? NewShareUrl(chance);
                break;
            case EventNames.FeedbackReady when conversation.Feedback is { } feedback:
                data["overallScore"] = feedback.Document.OverallScore;
                break;
            case EventNames.TranscriptFailed when conversation.TranscriptError is { } failure:
                data["error"] = failure;
                break;
        }

        foreach (var member in Data?.EnumerateObject() ?? default)
        {
            data[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return Name switch
        {
            EventNames.FeedbackReady when data["overallScore"] is null => (null, $"{Name} needs data.overallScore"),
            EventNames.TranscriptFailed when data["error"] is null => (null, $"{Name} needs data.error"),
            _ => (data, null),
        };
    }
}
