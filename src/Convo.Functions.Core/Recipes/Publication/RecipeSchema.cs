using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes.Judging;
using Convo.Functions.Core.Recipes.Reading;

namespace Convo.Functions.Core.Recipes.Publication;

/// <summary>
/// The published JSON Schema (draft 2020-12) of the recipe file, made from the tables that the reader checks against. The reader says more than a
/// schema can (templates, step ids, zones); what the schema refuses, the reader refuses too.
/// </summary>
public static class RecipeSchema
{
    /// <summary>The schema for a vocabulary.</summary>
    public static JsonObject Json(RecipeVocabulary vocabulary) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "Recipe",
        ["description"] = "When something happens to a meeting, and only if conditions hold, do these steps.",
        ["type"] = "object",
        ["required"] = Words("schema", "id", "name", "when", "steps"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["schema"] = new JsonObject { ["const"] = RecipeReader.Schema },
            ["id"] = SlugOf(RecipeLimits.Id, "A stable id: runs are known by it."),
            ["name"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = RecipeLimits.Name },
            ["zone"] = new JsonObject { ["type"] = "string", ["description"] = "The IANA time zone of its dates.", ["default"] = "UTC" },
            ["when"] = When(),
            ["onlyIf"] = Ref("group"),
            ["credits"] = Credits(),
            [QuestionsReader.Member] = Questions(),
            [SharingReader.Member] = new JsonObject
            {
                ["const"] = SharingReader.MakePublic,
                ["description"] = "That it may make meetings public: for the fact share.url and the action convo.share. Nothing takes a link back.",
            },
            ["steps"] = new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["maxItems"] = RecipeLimits.Steps,
                ["items"] = new JsonObject { ["oneOf"] = Array(vocabulary.Actions.Select(Step)) },
            },
        },
        ["$defs"] = new JsonObject
        {
            ["group"] = Group(),
            // Not oneOf: a fact of an item may be of any type here, so that "item.owner is-known" fits several.
            ["condition"] = new JsonObject { ["anyOf"] = Array(OperatorCatalogue.All.Select(Condition)) },
            ["approve"] = Approve(),
        },
    };

    private static JsonObject Credits() => new()
    {
        ["description"] = "How many AI credits it may spend: none, or so many a calendar month.",
        ["default"] = CreditsReader.CachedOnly,
        ["oneOf"] = Array(
        [
            new JsonObject { ["const"] = CreditsReader.CachedOnly },
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = Words(CreditsReader.PerMonth),
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    [CreditsReader.PerMonth] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = RecipeLimits.CreditsPerMonth },
                },
            },
        ]),
    };

    private static JsonObject Questions() => new()
    {
        ["type"] = "array",
        ["description"] = "What it asks Convo about each meeting; the answers are the facts answers.<id>, one AI credit each.",
        ["minItems"] = 1,
        ["maxItems"] = RecipeLimits.Questions,
        ["items"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = Words(QuestionsReader.Id, QuestionsReader.Ask),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                [QuestionsReader.Id] = SlugOf(RecipeLimits.StepId, "The name of the answer; it begins with a letter."),
                [QuestionsReader.Ask] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = "The question, in words; no fact can stand in it.",
                    ["minLength"] = 1,
                    ["maxLength"] = RecipeLimits.Question,
                },
            },
        },
    };

    private static JsonObject When()
    {
        var occasion = new JsonObject { ["enum"] = Words([.. OccasionKinds.All.Select(kind => kind.Word())]) };

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = Words("occasion"),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["occasion"] = new JsonObject
                {
                    ["oneOf"] = Array(
                    [
                        occasion,
                        new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = occasion.DeepClone() },
                    ]),
                },
                ["each"] = new JsonObject { ["type"] = "boolean", ["default"] = false },
                ["sameEvent"] = new JsonObject
                {
                    ["description"] = "Where people of several accounts recorded the same event of the calendar: once, or for each of their recordings.",
                    ["enum"] = Words("once", "each"),
                    ["default"] = "once",
                },
                ["deadline"] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = "How long to wait for missing facts: PT0S to P7D.",
                    ["pattern"] = IsoDuration.Pattern,
                    ["default"] = "PT20M",
                },
            },
        };
    }

    private static JsonObject Group()
    {
        var parts = new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["maxItems"] = RecipeLimits.Conditions,
            ["items"] = new JsonObject { ["anyOf"] = Array([Ref("group"), Ref("condition")]) },
        };

        return new JsonObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject { ["all"] = parts, ["any"] = parts.DeepClone(), ["none"] = parts.DeepClone() },
        };
    }

    private static JsonObject Condition(Operator comparison)
    {
        var takesNothing = comparison.Takes is OperandKind.Nothing;
        var properties = new JsonObject
        {
            ["fact"] = new JsonObject
            {
                ["anyOf"] = Array(
                [
                    new JsonObject { ["enum"] = Words([.. FactPaths.All.Where(fact => fact.Type == comparison.Type).Select(fact => fact.Path)]) },
                    new JsonObject { ["type"] = "string", ["description"] = "In a step with forEach.", ["pattern"] = "^item(\\..+)?$" },
                ]),
            },
            ["is"] = new JsonObject { ["const"] = comparison.Name, ["description"] = comparison.Description },
        };

        if (!takesNothing)
        {
            properties["value"] = Operand(comparison.Takes);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = takesNothing ? Words("fact", "is") : Words("fact", "is", "value"),
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Operand(OperandKind kind) => kind switch
    {
        OperandKind.Number => new JsonObject { ["type"] = "number" },
        OperandKind.Flag => new JsonObject { ["type"] = "boolean" },
        OperandKind.Pattern => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = ConditionPattern.Longest },
        _ => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = RecipeLimits.ConditionText },
    };

    private static JsonObject Step(IRecipeAction action)
    {
        var step = StepOf(action);

        if (!action.Info.ActsOnMeeting)
        {
            var lists = FactCatalogue.All.Where(fact => fact.Type is FactType.List).Select(fact => fact.Path);
            step["properties"]!["forEach"] = new JsonObject { ["enum"] = Words([.. lists]) };
        }

        return step;
    }

    private static JsonObject StepOf(IRecipeAction action) => new()
    {
        ["type"] = "object",
        ["title"] = action.Info.Title,
        ["description"] = action.Info.Description,
        ["required"] = Words([.. Required(action.Info)]),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["id"] = SlugOf(RecipeLimits.StepId, "A stable id: deliveries are known by it."),
            ["action"] = new JsonObject { ["const"] = action.Info.Name },
            ["version"] = new JsonObject { ["const"] = action.Info.Version },
            ["connection"] = SlugOf(
                RecipeLimits.StepId,
                action.Info.ActsOnMeeting
                    ? "Left out, it acts with the account that recorded the meeting; named, on meetings of that account alone."
                    : $"The name of a connection of the kind {action.Info.ConnectionKind}."),
            ["settings"] = action.SettingsSchema.DeepClone(),
            ["onlyIf"] = Ref("group"),
            ["ifFails"] = new JsonObject { ["enum"] = Words("stop", "continue"), ["default"] = "stop" },
            ["after"] = SlugOf(RecipeLimits.StepId, "The id of an earlier step."),
            ["approve"] = Ref("approve"),
        },
    };

    private static IEnumerable<string> Required(ActionInfo action)
    {
        string[] always = ["id", "action", "version", "settings"];
        var withConnection = action.ActsOnMeeting ? always : always.Append("connection");
        return action.ApprovalFirst ? withConnection.Append("approve") : withConnection;
    }

    private static JsonObject Approve() => new()
    {
        ["type"] = "object",
        ["description"] = "A person's yes comes first.",
        ["required"] = Words("by"),
        ["additionalProperties"] = false,
        ["dependentRequired"] = new JsonObject { ["connection"] = Words("channel"), ["channel"] = Words("connection") },
        ["properties"] = new JsonObject
        {
            ["connection"] = SlugOf(RecipeLimits.StepId, $"The name of a connection of the kind {ConnectionKind.Slack.Name} to ask with."),
            ["channel"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "Where to ask, such as #approvals. Without it, it is decided on the page.",
                ["minLength"] = 1,
                ["maxLength"] = ApprovalRule.LongestChannel,
            },
            ["by"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "The e-mail addresses of those who may decide.",
                ["minItems"] = 1,
                ["maxItems"] = ApprovalRule.MostPeople,
                ["uniqueItems"] = true,
                ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 3, ["maxLength"] = ApprovalRule.LongestAddress },
            },
            ["within"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "How long they have, up to P14D; afterwards it does not go out.",
                ["pattern"] = IsoDuration.Pattern,
                ["default"] = "PT24H",
            },
        },
    };

    private static JsonObject SlugOf(int longest, string description) =>
        new() { ["type"] = "string", ["pattern"] = Slug.Pattern, ["maxLength"] = longest, ["description"] = description };

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonArray Words(params string[] words) => new([.. words.Select(word => (JsonNode)word)]);

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
