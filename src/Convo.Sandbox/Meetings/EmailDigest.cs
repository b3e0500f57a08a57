using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Meetings;

/// <summary>A follow-up e-mail out of the key points, or of what was said where there are none. It stands in for Convo's model: plain and repeatable.</summary>
internal static partial class EmailDigest
{
    private const int MostPoints = 5;

    public static EmailAnswer Of(Conversation conversation, string? recipient, string? tone, ConvoShapes shapes, DateTimeOffset now)
    {
        var document = conversation.Keypoints?.Document ?? TranscriptDigest.Of(conversation);
        var shape = document.Json.Deserialize(MeetingJson.Wire.KeypointsShape)!;
        var points = (shape.Sections ?? []).SelectMany(section => section?.Points ?? []).OfType<string>().Take(MostPoints).ToList();
        var items = (shape.ActionItems ?? []).Select(item => Item(item, shapes)).OfType<string>().ToList();
        return new(conversation.Id, $"Follow-up: {conversation.Title}", Body(recipient, tone, points, items), points, items, shapes.Time(now));
    }

    private static string? Item(KeypointsShape.ActionItem? item, ConvoShapes shapes)
    {
        if (item?.Item is not { } task || item.Owner is not { Length: > 0 } owner)
        {
            return item?.Item;
        }

        var due = Due().Match(task) is { Success: true, Value: var when } ? $", {when}" : "";
        return shapes.OwnerFirst ? $"{owner}: {task}" : $"{task} ({owner}{due})";
    }

    private static string Body(string? recipient, string? tone, List<string> points, List<string> items)
    {
        var body = new StringBuilder(tone is "casual" ? "Hi" : "Hello").Append(string.IsNullOrWhiteSpace(recipient) ? "" : $" {recipient}").Append(",\n\n");
        body.Append(tone is "concise" ? "in short:\n" : "thank you for the productive meeting.\n");
        Append("What we spoke about:", points);
        Append("What comes next:", items);
        return body.Append(tone is "casual" ? "\nCheers" : "\nKind regards").ToString();

        void Append(string heading, List<string> lines)
        {
            if (lines.Count > 0)
            {
                body.Append('\n').Append(heading).Append('\n').AppendJoin("\n", lines.Select(line => $"- {line}")).Append('\n');
            }
        }
    }

    [GeneratedRegex(
        @"\b(?:tomorrow|today|next (?:week|month)|(?:by |on |until )?(?:Monday|Tuesday|Wednesday|Thursday|Friday))\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Due();
}
