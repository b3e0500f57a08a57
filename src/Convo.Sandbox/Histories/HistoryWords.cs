using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Sandbox.Chance;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Histories;

/// <summary>Draws a meeting's transcript and its key points out of a topic.</summary>
internal sealed class HistoryWords(HistoryScript.Topic topic, SeededChance chance)
{
    private static readonly string[] Priorities = ["high", "medium", "low"];

    /// <summary>So many things said in turn; the lines of the topic come in order from a drawn place on, so that answers follow questions.</summary>
    public IReadOnlyList<TranscriptSegment> Say(
        int count, IReadOnlyList<string> with, HistoryPeople people, DateTimeOffset start, TimeSpan length, string? opening)
    {
        var segments = new List<TranscriptSegment>(count);
        var line = Draw(topic.Lines.Count);
        var speaker = 0;
        for (var i = 0; i < count; i++)
        {
            var text = i == 0 && opening is not null ? opening : topic.Lines[line++ % topic.Lines.Count];
            segments.Add(new(text, people.SpeakerOf(with[speaker]), start + (length * i / count)));
            speaker = with.Count == 1 ? 0 : (speaker + 1 + Draw(with.Count - 1)) % with.Count;
        }

        return segments;
    }

    /// <summary>Key points: some of the topic's points and decisions, and items for the people who were there, now and then for nobody.</summary>
    public KeypointsDocument Summarize(string title, IReadOnlyList<string> with, HistoryPeople people)
    {
        var json = new JsonObject
        {
            ["title"] = title,
            ["sections"] = new JsonArray(new JsonObject { ["heading"] = topic.Heading, ["points"] = Texts(Some(topic.Points, 2)) }),
            ["decisions"] = Texts(Some(topic.Decisions, 0)),
            ["actionItems"] = new JsonArray([.. Some(topic.Items, 1).Select(item => (JsonNode)Item(item, with, people))]),
            ["participants"] = Texts(with.Select(people.SpeakerOf)),
            ["importantDates"] = new JsonArray(),
        };
        var (document, error) = KeypointsDocument.Read(JsonElement.Parse(json.ToJsonString()));
        return document ?? throw new InvalidOperationException(error);
    }

    private JsonObject Item(string text, IReadOnlyList<string> with, HistoryPeople people)
    {
        // Drawn whoever recorded it, so that two recordings of one meeting agree.
        var owner = with[Draw(with.Count)];
        var isOwned = Draw(8) > 0;
        var item = new JsonObject { ["item"] = text };
        if (isOwned)
        {
            item["owner"] = people.SpeakerOf(owner);
        }

        item["confidence"] = Math.Round(0.55 + (chance.NextUnit() * 0.43), 2);
        item["priority"] = Priorities[Draw(Priorities.Length)];
        return item;
    }

    private List<string> Some(IReadOnlyList<string> all, int least)
    {
        var count = Math.Min(all.Count, least + Draw(all.Count - least + 1));
        var from = Draw(Math.Max(1, all.Count));
        return [.. Enumerable.Range(from, count).Select(place => all[place % all.Count])];
    }

    private int Draw(int below) => (int)(chance.NextUnit() * Math.Max(1, below));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);
}
