using System.Text.Json;

namespace Convo.Sandbox.Slack;

/// <summary>Slack's documented limits of Block Kit (reference: Blocks, Text object): numbers of blocks, elements and characters.</summary>
internal sealed class BlockRules
{
    /// <summary>Most blocks in a message.</summary>
    public const int MostBlocks = 50;

    private const int LongestSection = 3000;
    private const int LongestField = 2000;
    private const int LongestHeader = 150;
    private const int MostFields = 10;
    private const int MostContextElements = 10;
    private const int MostActions = 25;
    private const int LongestBlockId = 255;
    private const int LongestButton = 75;
    private const int LongestActionId = 255;
    private const int LongestValue = 2000;

    private readonly List<string> errors = [];

    private BlockRules()
    {
    }

    /// <summary>What is wrong with the blocks, in the words of Slack's <c>errors</c>; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>Characters of all texts together.</summary>
    public int Characters { get; private set; }

    public static BlockRules Check(JsonElement blocks)
    {
        var rules = new BlockRules();
        if (blocks.ValueKind != JsonValueKind.Array)
        {
            rules.errors.Add("must provide an array [json-pointer:/blocks]");
            return rules;
        }

        if (blocks.GetArrayLength() > MostBlocks)
        {
            rules.errors.Add($"no more than {MostBlocks} items allowed [json-pointer:/blocks]");
        }

        var index = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            rules.CheckBlock(block, $"/blocks/{index++}");
        }

        return rules;
    }

    private void CheckBlock(JsonElement block, string at)
    {
        if (block.ValueKind != JsonValueKind.Object || StringOf(block, "type") is not { } type)
        {
            Fail("missing required field: type", at);
            return;
        }

        if (StringOf(block, "block_id") is { Length: > LongestBlockId })
        {
            Fail($"must be less than {LongestBlockId + 1} characters", at + "/block_id");
        }

        switch (type)
        {
            case "section":
                CheckSection(block, at);
                break;
            case "header":
                CheckText(block, "text", at, LongestHeader, plainOnly: true, required: true);
                break;
            case "context":
                CheckElements(block, at, MostContextElements);
                break;
            case "actions":
                CheckElements(block, at, MostActions);
                CheckButtons(block, at);
                break;
            case "rich_text":
                CheckElements(block, at, int.MaxValue);
                break;
            case "image" or "divider" or "video" or "markdown":
                break;
            default:
                Fail($"unsupported type: {type}", at + "/type");
                break;
        }
    }

    private void CheckSection(JsonElement block, string at)
    {
        var hasFields = block.TryGetProperty("fields", out var fields);
        CheckText(block, "text", at, LongestSection, plainOnly: false, required: !hasFields);
        if (!hasFields)
        {
            return;
        }

        if (fields.ValueKind != JsonValueKind.Array || fields.GetArrayLength() is < 1 or > MostFields)
        {
            Fail($"must be a list of 1 to {MostFields} items", at + "/fields");
            return;
        }

        var index = 0;
        foreach (var field in fields.EnumerateArray())
        {
            CheckTextObject(field, $"{at}/fields/{index++}", LongestField, plainOnly: false);
        }
    }

    private void CheckElements(JsonElement block, string at, int most)
    {
        if (!block.TryGetProperty("elements", out var elements) || elements.ValueKind != JsonValueKind.Array || elements.GetArrayLength() == 0)
        {
            Fail("missing required field: elements", at);
            return;
        }

        if (elements.GetArrayLength() > most)
        {
            Fail($"no more than {most} items allowed", at + "/elements");
        }

        foreach (var element in elements.EnumerateArray())
        {
            CountText(element);
        }
    }

    private void CheckButtons(JsonElement block, string at)
    {
        var elements = block.TryGetProperty("elements", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [];
        foreach (var (index, button) in elements.Index())
        {
            var place = $"{at}/elements/{index}";
            if (button.ValueKind != JsonValueKind.Object || StringOf(button, "type") is not "button")
            {
                continue;
            }

            CheckText(button, "text", place, LongestButton, plainOnly: true, required: true);
            if (StringOf(button, "action_id") is { Length: > LongestActionId })
            {
                Fail($"must be less than {LongestActionId + 1} characters", place + "/action_id");
            }

            if (StringOf(button, "value") is { Length: > LongestValue })
            {
                Fail($"must be less than {LongestValue + 1} characters", place + "/value");
            }
        }
    }

    private void CheckText(JsonElement owner, string name, string at, int longest, bool plainOnly, bool required)
    {
        if (owner.TryGetProperty(name, out var text))
        {
            CheckTextObject(text, $"{at}/{name}", longest, plainOnly);
        }
        else if (required)
        {
            Fail($"missing required field: {name}", at);
        }
    }

    private void CheckTextObject(JsonElement text, string at, int longest, bool plainOnly)
    {
        if (text.ValueKind != JsonValueKind.Object || StringOf(text, "text") is not { } value)
        {
            Fail("missing required field: text", at);
            return;
        }

        var type = StringOf(text, "type");
        if (type != "plain_text" && (plainOnly || type != "mrkdwn"))
        {
            Fail(plainOnly ? "must be plain_text" : "must be plain_text or mrkdwn", at + "/type");
        }

        if (value.Length == 0)
        {
            Fail("must be more than 0 characters", at + "/text");
        }
        else if (value.Length > longest)
        {
            Fail($"must be less than {longest + 1} characters", at + "/text");
        }

        Characters += value.Length;
    }

    // Elements nest (rich text holds sections that hold text); whatever is called text counts.
    private void CountText(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CountText(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                Characters += member is { Name: "text", Value.ValueKind: JsonValueKind.String } ? member.Value.GetString()!.Length : 0;
                CountText(member.Value);
            }
        }
    }

    private void Fail(string what, string at) => errors.Add($"{what} [json-pointer:{at}]");

    private static string? StringOf(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
