using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Naming;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Reads the steps of a recipe, and gathers the facts they need.</summary>
internal sealed class StepsReader(
    RecipeVocabulary vocabulary, Problems problems, ISet<string> needs, TimeZoneInfo zone, IReadOnlyList<RecipeQuestion> questions)
{
    private static readonly string[] Members =
        ["id", "action", "version", "connection", "settings", "forEach", "onlyIf", "ifFails", "after", "approve"];

    private readonly List<string> ids = [];

    public IReadOnlyList<RecipeStep> Read(JsonElement list, string path)
    {
        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() is 0 or > RecipeLimits.Steps)
        {
            problems.Add(path, $"There should be a list of 1 to {RecipeLimits.Steps} steps here.", "Write [ { \"id\": …, \"action\": …, … } ].");
            return [];
        }

        var steps = new List<RecipeStep>();

        foreach (var element in list.EnumerateArray())
        {
            if (Step(element, $"{path}[{ids.Count}]") is { } step)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    private RecipeStep? Step(JsonElement element, string path)
    {
        if (JsonMembers.Of(element, path, problems, Members) is not { } members)
        {
            ids.Add(string.Empty);
            return null;
        }

        var after = After(members);
        var id = Id(members);
        var action = Action(members);
        var connection = action?.Info.ActsOnMeeting is true ? OwnAccount(members, action) : Connection(members, action);
        var list = ForEach(members, action);
        var item = list is null ? null : FactCatalogue.ItemOf(list);
        var onlyIf = members.Find("onlyIf") is { } conditions
            ? new ConditionReader(problems, needs, zone, item).Read(conditions, members.PathOf("onlyIf"))
            : null;
        var ifFails = FailureRule(members);
        var settings = Settings(members, action, item);
        var approve = new ApproveReader(vocabulary, problems).Read(members, action);

        return id is null || action is null || connection is null || settings is null
            ? null
            : new RecipeStep(id, action.Info.Name, action.Info.Version, connection, settings.Value, list?.Path, onlyIf, ifFails, after)
            {
                Approve = approve,
                CostsCredit = action.Info.CostsCredit,
                ConvoCalls = action.Info.ConvoCalls,
            };
    }

    private string? Id(JsonMembers members)
    {
        var id = members.NeedSlug("id", RecipeLimits.StepId);

        if (id is not null && ids.Contains(id))
        {
            const string Advice = "Give each step an id of its own, and keep it: deliveries are known by it.";
            problems.Add(members.PathOf("id"), $"There are two steps with the id '{id}'.", Advice);
        }

        ids.Add(id ?? string.Empty);
        return id;
    }

    private IRecipeAction? Action(JsonMembers members)
    {
        var name = members.NeedText("action", "Name an action, such as slack.post-message.");
        var version = members.Need("version", "Name the version of the action's settings, such as 1.");

        if (name is null || version is null)
        {
            return null;
        }

        var versions = vocabulary.VersionsOf(name);

        if (versions.Count == 0)
        {
            var names = vocabulary.Actions.Select(action => action.Info.Name).Distinct().ToList();
            problems.Add(members.PathOf("action"), $"There is no action '{JsonPath.Shown(name)}'.", NearestName.Advice(name, names));
            return null;
        }

        if (version.Value.ValueKind is JsonValueKind.Number && version.Value.TryGetInt32(out var number) && vocabulary.Find(name, number) is { } found)
        {
            return found;
        }

        problems.Add(members.PathOf("version"), $"{name} has no such version.", $"Known are: {string.Join(", ", versions)}.");
        return null;
    }

    private string? Connection(JsonMembers members, IRecipeAction? action)
    {
        if (members.NeedSlug("connection", RecipeLimits.StepId) is not { } name || vocabulary.Connections is not { } known)
        {
            return members.Find("connection") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }

        var path = members.PathOf("connection");

        if (!known.TryGetValue(name, out var kind))
        {
            problems.Add(path, $"There is no connection '{name}'.", known.Count == 0 ? "Make a connection first." : NearestName.Advice(name, [.. known.Keys]));
        }
        else if (action is not null && kind != action.Info.ConnectionKind)
        {
            var needed = action.Info.ConnectionKind;
            problems.Add(path, $"'{name}' connects to {kind}; {action.Info.Name} needs {needed}.", $"Name a connection of the kind {needed}.");
        }

        return name;
    }

    // Named all the same, it is that account alone; its steps on meetings of other accounts are refused.
    private string? OwnAccount(JsonMembers members, IRecipeAction action) =>
        members.Find("connection") is null ? RecipeStep.OwnAccount : Connection(members, action);

    private Fact? ForEach(JsonMembers members, IRecipeAction? action)
    {
        if (members.FindText("forEach", "Name a list, such as actionItems.") is not { } path)
        {
            return null;
        }

        if (action?.Info.ActsOnMeeting is true)
        {
            problems.Add(members.PathOf("forEach"), $"{action.Info.Name} acts on the meeting as a whole.", "Take forEach out.");
            return null;
        }

        if (FactCatalogue.Find(path) is { Type: FactType.List } list && list.Path == path)
        {
            needs.Add(path);
            return list;
        }

        var lists = FactCatalogue.All.Where(fact => fact.Type is FactType.List).Select(fact => fact.Path).ToList();
        problems.Add(members.PathOf("forEach"), $"There is no list '{JsonPath.Shown(path)}'.", NearestName.Advice(path, lists));
        return null;
    }

    private IfFails FailureRule(JsonMembers members)
    {
        const string Advice = "Write \"stop\" (as without it) or \"continue\".";

        switch (members.FindText("ifFails", Advice))
        {
            case null or "stop":
                return IfFails.Stop;
            case "continue":
                return IfFails.Continue;
            case { } other:
                problems.Add(members.PathOf("ifFails"), $"'{JsonPath.Shown(other)}' is no rule for failures.", Advice);
                return IfFails.Stop;
        }
    }

    private string? After(JsonMembers members)
    {
        if (members.FindText("after", "Name the id of an earlier step.") is not { } after)
        {
            return null;
        }

        if (!ids.Contains(after) || after.Length == 0)
        {
            var earlier = ids.Where(id => id.Length > 0).ToList();
            problems.Add(
                members.PathOf("after"),
                $"No earlier step has the id '{JsonPath.Shown(after)}'.",
                earlier.Count == 0 ? "The first step can't come after another." : NearestName.Advice(after, earlier));
        }

        return after;
    }

    private JsonElement? Settings(JsonMembers members, IRecipeAction? action, Fact? item)
    {
        if (members.Need("settings", "Write the action's settings: { … }.") is not { } settings || action is null)
        {
            return null;
        }

        var path = members.PathOf("settings");

        if (settings.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(path, $"There should be an object here, not {JsonMembers.Kind(settings)}.", "Write the action's settings: { … }.");
            return null;
        }

        if (action.Check(settings, path) is { Count: > 0 } wrong)
        {
            problems.AddRange(wrong);
            return null;
        }

        foreach (var need in action.Needs(settings))
        {
            Need(need, path, item);
        }

        return settings;
    }

    private void Need(string need, string path, Fact? item)
    {
        if (need is "item" || need.StartsWith("item.", StringComparison.Ordinal))
        {
            if (ItemFacts.Find(item, need) is null)
            {
                problems.Add(path, $"'{need}' leads nowhere.", ItemFacts.Advice(item, need));
            }
        }
        else if (Questions.IdOf(need) is { } id && !questions.Any(question => question.Id == id))
        {
            problems.Add(path, $"No question of the recipe has the id '{JsonPath.Shown(id)}'.", QuestionAdvice(id));
        }
        else if (FactCatalogue.Base(need) is { } fact)
        {
            needs.Add(fact.Path);
        }
        else
        {
            problems.Add(path, $"There is no fact '{JsonPath.Shown(need)}'.", FactCatalogue.Advice(need));
        }
    }

    private string QuestionAdvice(string id) => questions.Count > 0
        ? NearestName.Advice(id, [.. questions.Select(question => question.Id)])
        : $"Add {{ \"id\": \"{JsonPath.Shown(id)}\", \"ask\": … }} to the recipe's list of questions, or leave it out.";
}
