using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Connectors.Tests.Actions;

/// <summary>A recipe that uses one fact in one place, both drawn by a seed: in a template of any setting, in conditions, in a list to go through.</summary>
internal sealed class GeneratedUse(Fact fact, ulong seed)
{
    private const string Template = "template";
    private const string RecipeCondition = "the recipe's conditions";
    private const string StepCondition = "the step's conditions";
    private const string ForEach = "forEach";
    private const string ForEachItem = "forEach with its item";

    private ulong state = (seed * 2_862_933_555_777_941_757) + 3_037_000_493;

    /// <summary>The places where a fact can stand, sorted.</summary>
    public static IEnumerable<string> PlacesFor(Fact fact, IRecipeAction action)
    {
        string[] conditions = [RecipeCondition, StepCondition];
        string[] texts = Templates(action).Count > 0 ? [Template] : [];
        string[] lists = fact.Type is FactType.List && !action.Info.ActsOnMeeting ? [ForEach, ForEachItem] : [];
        return conditions.Concat(texts).Concat(lists).Order(StringComparer.Ordinal);
    }

    /// <summary>The recipe, and where it uses the fact.</summary>
    public (JsonObject Document, string Place) Recipe(IRecipeAction action)
    {
        var place = Pick([.. PlacesFor(fact, action)]);
        var text = place switch
        {
            Template => Wrap(Use(fact.Path, fact)),
            ForEachItem => Wrap(Use("item", FactCatalogue.ItemOf(fact)!)),
            _ => "The same words for everybody.",
        };
        var step = new JsonObject
        {
            ["id"] = "step",
            ["action"] = action.Info.Name,
            ["version"] = action.Info.Version,
            ["settings"] = Settings(action, text),
            ["ifFails"] = Pick(["stop", "continue"]),
        };

        if (!action.Info.ActsOnMeeting)
        {
            step["connection"] = "account";
        }

        if (place is ForEach or ForEachItem)
        {
            step["forEach"] = fact.Path;
        }

        if (place is StepCondition)
        {
            step["onlyIf"] = Condition();
        }

        var document = new JsonObject
        {
            ["schema"] = 1,
            ["credits"] = action.Info.CostsCredit ? new JsonObject { ["perMonth"] = 5 } : "cached-only",
            ["id"] = "generated",
            ["name"] = "Generated",
            ["when"] = new JsonObject { ["occasion"] = Pick(["summary", "feedback", "transcript"]) },
            ["steps"] = new JsonArray(step),
        };

        if (action.Info.MakesPublic)
        {
            document["share"] = "make-public";
        }

        if (action.Info.ApprovalFirst)
        {
            step["approve"] = new JsonObject { ["by"] = new JsonArray("anna@example.com") };
        }

        if (place is RecipeCondition)
        {
            document["onlyIf"] = Condition();
        }

        return (document, place);
    }

    // Anything that uses a value of this kind: as it is, as a fallback, formatted, gone through, asked for.
    private string Use(string path, Fact used) => used.Type switch
    {
        FactType.List => Pick(
        [
            Value(path), Value($"{path}.count"), Value($"{path}.first"),
            $"{{{{#each {path}}}}}{(used.Members.Count > 0 ? Value($"item.{Pick([.. used.Members]).Name}") : Value("item"))}{{{{/each}}}}",
            $"{{{{#each {path}}}}}{{{{index}}}}{{{{/each}}}}",
            $"{{{{#each {path}}}}}x{{{{/each}}}}",
            $"{{{{#each decisions}}}}{{{{#each {path}}}}}y{{{{/each}}}}{{{{/each}}}}",
            $"{{{{#if {path}}}}}some{{{{else}}}}none{{{{/if}}}}",
            $"{{{{{path} | list: ', '}}}}",
            $"{{{{{path} | bullets}}}}",
        ]),
        FactType.Group => used.Members.Count > 0 ? Use($"{path}.{Pick([.. used.Members]).Name}", used.Members[0]) : Value(path),
        _ => Pick(
        [
            Value(path), $"{{{{#if {path}}}}}yes{{{{/if}}}}", $"{{{{#if {path}}}}}{{{{else}}}}no{{{{/if}}}}",
            $"{{{{#if meeting.title}}}}{Value(path)}{{{{/if}}}}",
            $"{{{{#each decisions}}}}{(path.StartsWith("item", StringComparison.Ordinal) ? "z" : Value(path))}{{{{/each}}}}{Value(path)}",
        ]),
    };

    private string Value(string path) => Pick(
    [
        $"{{{{{path}}}}}", $"{{{{{path} ?? 'none'}}}}", $"{{{{{path} ?? meeting.title}}}}", $"{{{{meeting.title ?? {path}}}}}",
        $"{{{{event.error ?? {path} ?? meeting.title}}}}", $"{{{{{path} | upper}}}}", $"{{{{{path} | default: 'x'}}}}", $"{{{{{path} | shorten: 3}}}}",
        $"{{{{{path} | lookup: 'a', 'b', 'c'}}}}", $"{{{{{path} | lower | capitalise | shorten: 1, ''}}}}",
    ]);

    private string Wrap(string use) => Pick([use, $"Words {use}", $"{use} words {{{{meeting.title}}}}", $"{{{{{{{{ {use}"]);

    private JsonObject Condition()
    {
        var path = fact.Type is FactType.List ? Pick([fact.Path, $"{fact.Path}.count"]) : fact.Path;
        var leaf = new JsonObject { ["fact"] = path };

        if (fact.Type is FactType.Number || path.EndsWith(".count", StringComparison.Ordinal))
        {
            (leaf["is"], leaf["value"]) = (Pick(["at-least", "at-most", "is-not", "more-than"]), (int)(Next() % 10));
        }
        else
        {
            leaf["is"] = "is-known";
        }

        return Pick([0, 1, 2]) switch
        {
            0 => new JsonObject { ["all"] = new JsonArray(leaf) },
            1 => new JsonObject { ["any"] = new JsonArray(leaf, new JsonObject { ["fact"] = "meeting.title", ["is"] = "is-known" }) },
            _ => new JsonObject { ["none"] = new JsonArray(new JsonObject { ["all"] = new JsonArray(leaf) }) },
        };
    }

    // The sample with the text in one of its templates, or in one more that the schema knows and the sample leaves out.
    private JsonNode Settings(IRecipeAction action, string text)
    {
        var settings = JsonNode.Parse(action.Sample.GetRawText())!.AsObject();
        var templates = Templates(action);

        if (templates.Count == 0)
        {
            return settings;
        }

        foreach (var name in templates.Where(settings.ContainsKey))
        {
            settings[name] = "Plain words.";
        }

        settings[Pick(templates)] = text;
        return settings;
    }

    private static List<string> Templates(IRecipeAction action) =>
        [.. action.SettingsSchema["properties"]?.AsObject().Where(member => IsTemplate(member.Value)).Select(member => member.Key) ?? []];

    private static bool IsTemplate(JsonNode? schema) => (string?)schema?["format"] == "template";

    private T Pick<T>(IReadOnlyList<T> choices) => choices[(int)(Next() % (ulong)choices.Count)];

    private ulong Next()
    {
        state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
        return state >> 33;
    }
}
