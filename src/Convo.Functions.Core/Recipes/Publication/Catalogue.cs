using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes.Judging;
using Convo.Functions.Core.Templates;
using Convo.Functions.Core.Templates.Formatters;

namespace Convo.Functions.Core.Recipes.Publication;

/// <summary>Everything that recipes can speak of, as data for <c>GET /api/catalogue</c>: editor, command line and docs are made from it.</summary>
public static class Catalogue
{
    /// <summary>The catalogue of a vocabulary.</summary>
    public static JsonObject Build(RecipeVocabulary vocabulary) => new()
    {
        ["occasions"] = Array(OccasionKinds.All.Select(Occasion)),
        ["facts"] = Array(FactCatalogue.All.Select(Fact)),
        ["answer"] = Fact(Questions.Any),
        ["questions"] = new JsonObject { ["most"] = RecipeLimits.Questions, ["longest"] = RecipeLimits.Question },
        ["operators"] = new JsonObject(OperatorCatalogue.All.GroupBy(one => one.Type).Select(type =>
            KeyValuePair.Create(Word(type.Key), (JsonNode?)Array(type.Select(Operator))))),
        ["formatters"] = Array(FormatterCatalogue.All.Select(Formatter)),
        ["actions"] = Array(vocabulary.Actions.Select(Action)),
    };

    private static JsonObject Occasion(OccasionKind kind) => new()
    {
        ["name"] = kind.Word(),
        ["description"] = kind switch
        {
            OccasionKind.Summary => "The key points of a meeting are there.",
            OccasionKind.Feedback => "Feedback on how a person communicates is there.",
            OccasionKind.Transcript => "The transcript is there.",
            OccasionKind.Created => "Convo knows of a new meeting.",
            OccasionKind.Updated => "The title of a meeting changed.",
            OccasionKind.Shared => "A public link was made.",
            OccasionKind.Deleted => "The meeting was deleted in Convo.",
            OccasionKind.Failed => "There will be no transcript.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of occasion"),
        },
    };

    private static JsonObject Fact(Fact fact)
    {
        var shown = new JsonObject
        {
            ["path"] = fact.Path,
            ["type"] = Word(fact.Type),
            ["group"] = Word(fact.Group),
            ["cost"] = fact.Cost switch
            {
                FactCost.Free => "free",
                FactCost.OneCall => "one-call",
                _ => "one-credit",
            },
            ["class"] = Word(fact.Class),
            ["inConditions"] = !fact.IsMadeLast,
            ["description"] = fact.Description,
            ["sample"] = ValueText.Of(fact.Sample, TimeZoneInfo.Utc),
        };

        if (fact.Type is FactType.List)
        {
            shown["members"] = Array(fact.Members.Select(Fact));
        }

        return shown;
    }

    private static JsonObject Operator(Operator comparison) => new()
    {
        ["name"] = comparison.Name,
        ["takes"] = Word(comparison.Takes),
        ["description"] = comparison.Description,
    };

    private static JsonObject Formatter(Formatter formatter) => new()
    {
        ["name"] = formatter.Name,
        ["description"] = formatter.Description,
        ["parameters"] = Array(formatter.Parameters.Select(parameter => new JsonObject
        {
            ["name"] = parameter.Name,
            ["type"] = parameter.Range is null ? "text" : "number",
            ["required"] = parameter.Required,
        })),
        ["example"] = formatter.Example,
        ["gives"] = Template.Parse(formatter.Example).Template
            ?.Render(new RenderScope(FactCatalogue.SampleFacts(), TimeZoneInfo.Utc), PlainText.Destination).Text,
    };

    private static JsonObject Action(IRecipeAction action) => new()
    {
        ["name"] = action.Info.Name,
        ["version"] = action.Info.Version,
        ["title"] = action.Info.Title,
        ["description"] = action.Info.Description,
        ["connectionKind"] = action.Info.ConnectionKind,
        ["approvalFirst"] = action.Info.ApprovalFirst,
        ["actsOnMeeting"] = action.Info.ActsOnMeeting,
        ["costsCredit"] = action.Info.CostsCredit,
        ["makesPublic"] = action.Info.MakesPublic,
        ["settings"] = action.SettingsSchema.DeepClone(),
        ["sample"] = JsonNode.Parse(action.Sample.GetRawText()),
    };

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
