using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;

namespace Convo.Functions.Core.Planning;

/// <summary>What a run will do, rendered to the last letter. Pure; publishing, previews and dry runs all start here.</summary>
public abstract record Plan
{
    private const int MostItems = 200;

    private Plan()
    {
    }

    /// <summary>Nothing: a condition doesn't hold.</summary>
    public sealed record Nothing(string Reason) : Plan;

    /// <summary>These deliveries.</summary>
    public sealed record Deliver(IReadOnlyList<PlannedDelivery> Deliveries) : Plan;

    /// <summary>It can't be done.</summary>
    public sealed record Refuse(string Reason, string Advice) : Plan;

    /// <summary>Checks the conditions, renders every step, and has the privacy firewall judge what it would send.</summary>
    public static Plan Make(Recipe recipe, FactSet facts, ActionShelf actions, PrivacyRules privacy)
    {
        if (recipe.OnlyIf is { } onlyIf && Conditions.Evaluate(onlyIf, facts, recipe.Zone) is { Holds: false } verdict)
        {
            return new Nothing(verdict.Why ?? "a condition does not hold");
        }

        var deliveries = new List<PlannedDelivery>();
        var waitsFor = new List<string>();
        string? leftOut = null;

        foreach (var step in recipe.Steps)
        {
            if (actions.Find(step.Action) is not { } action || action.Info.Version != step.Version)
            {
                return new Refuse($"Step {step.Id} uses {step.Action} version {step.Version}, which is not installed.", "Install it, or change the recipe.");
            }

            var named = NamedClasses.Of(recipe, step, action);
            string[] before = [.. waitsFor.Concat(Before(step)).Distinct()];

            foreach (var (item, index) in ToDo(step, recipe, facts))
            {
                var glued = new GluedValues();
                var rendered = action.Render(step.Settings, new RenderScope(facts, recipe.Zone, item, step.ForEach, index + 1) { Glued = glued });

                if (rendered.NothingToDo is { } why)
                {
                    leftOut ??= why;
                    continue;
                }

                var artefact = Firewall.Mark(Marked(rendered, step, action, recipe) with { Glued = glued.All }, named, facts);
                deliveries.Add(PlannedDelivery.Of(step, index, before, artefact, privacy) with { KeepsFirst = action.Info.KeepsFirst });
            }

            if (step.IfFails is IfFails.Stop)
            {
                waitsFor.Add(step.Id);
            }
        }

        return deliveries.Count > 0 ? new Deliver(deliveries) : new Nothing(leftOut ?? "no step has anything to do");
    }

    /// <summary>
    /// The facts that are made last (<see cref="Fact.IsMadeLast"/>) and that something uses which may leave. Conditions never do, and what the firewall
    /// finds in all the rest it would find beside them too: both are judged before a credit is spent or a link is made.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="facts">What is known, with signs for what is not made (<see cref="MadeFacts.Signs"/>).</param>
    /// <param name="actions">All actions.</param>
    /// <param name="privacy">The rules.</param>
    /// <returns>Their paths, in order.</returns>
    public static IReadOnlyList<string> ToMake(Recipe recipe, FactSet facts, ActionShelf actions, PrivacyRules privacy) =>
        MakesLast(recipe) && Make(recipe, facts, actions, privacy) is Deliver { Deliveries: var planned }
            ? [.. planned.Where(one => one.Stopped is null)
                .SelectMany(one => actions.Find(one.Step.Action)!.Needs(one.Step.Settings))
                .Where(IsMadeLast)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Whether a recipe uses a fact that is made last at all.</summary>
    public static bool MakesLast(Recipe recipe) => recipe.Needs.Any(IsMadeLast);

    private static bool IsMadeLast(string path) => FactCatalogue.Base(path) is { IsMadeLast: true };

    // What the recipe says of a step beyond its settings.
    private static Artefact Marked(Artefact rendered, RecipeStep step, IRecipeAction action, Recipe recipe) => rendered with
    {
        MakesPublic = action.Info.MakesPublic || action.Needs(step.Settings).Contains(SharingReader.Url),
        CreditsPerMonth = action.Info.CostsCredit ? recipe.CreditsPerMonth : 0,
    };

    // The items of a step that its own conditions let through, with their places in the list.
    private static IEnumerable<(FactValue? Item, int Index)> ToDo(RecipeStep step, Recipe recipe, FactSet facts) => Items(step, facts)
        .Select((item, index) => (Item: item, Index: index))
        .Where(at => step.OnlyIf is not { } condition
            || Conditions.Evaluate(condition, at.Item is { } item ? facts.With("item", item) : facts, recipe.Zone).Holds);

    // Where nobody could be asked for a yes, none can come.
    private static IEnumerable<string> Before(RecipeStep step)
    {
        if (step.After is { } after)
        {
            yield return after;
        }

        if (step.Approve?.Channel is not null)
        {
            yield return Asking.StepOf(step.Id);
        }
    }

    private static IReadOnlyList<FactValue?> Items(RecipeStep step, FactSet facts)
    {
        if (step.ForEach is not { } path)
        {
            return [null];
        }

        return facts.Find(path) is FactValue.List list ? [.. list.Items.Take(MostItems)] : [];
    }
}

/// <summary>One delivery as planned.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Item">Which item of a step with <c>forEach</c>, from 0.</param>
/// <param name="WaitsFor">The steps that must be delivered first.</param>
/// <param name="Artefact">What it would send.</param>
/// <param name="Content">The artefact as it is stored.</param>
/// <param name="Hash">The hash of the content: its name.</param>
public sealed record PlannedDelivery(RecipeStep Step, int Item, IReadOnlyList<string> WaitsFor, Artefact Artefact, ReadOnlyMemory<byte> Content, string Hash)
{
    private const int HashDigits = 32;

    /// <summary>Why the privacy firewall keeps it back; null where it may leave.</summary>
    public PrivacyStop? Stopped { get; init; }

    /// <summary>As <see cref="ActionInfo.KeepsFirst"/>.</summary>
    public bool KeepsFirst { get; init; }

    /// <summary>The planned delivery of a marked artefact, judged.</summary>
    public static PlannedDelivery Of(RecipeStep step, int item, IReadOnlyList<string> waitsFor, Artefact artefact, PrivacyRules privacy)
    {
        var (content, hash) = Store(artefact);
        return new(step, item, waitsFor, artefact, content, hash) { Stopped = Firewall.Judge(artefact, privacy) };
    }

    /// <summary>An artefact as it is stored, and the hash under which it is.</summary>
    public static (ReadOnlyMemory<byte> Content, string Hash) Store(Artefact artefact)
    {
        var stored = new StoredArtefact(artefact.Destination, artefact.Body, artefact.Preview, [.. artefact.Classes.Order()])
        {
            Audience = artefact.Audience,
            Restricted = artefact.IsRestricted,
            Glued = artefact.Glued is { Count: > 0 } glued ? glued : null,
            MakesPublic = artefact.MakesPublic,
            CreditsPerMonth = artefact.CreditsPerMonth,
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(stored, ArtefactJson.Default.StoredArtefact);
        return (content, Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]);
    }

    /// <summary>Reads what <see cref="Content"/> holds.</summary>
    public static Artefact Read(ReadOnlyMemory<byte> content) =>
        JsonSerializer.Deserialize(content.Span, ArtefactJson.Default.StoredArtefact) is { } stored
            ? new Artefact(stored.Destination, stored.Body, stored.Preview, stored.Classes.ToHashSet())
            {
                Audience = stored.Audience,
                IsRestricted = stored.Restricted,
                Glued = stored.Glued ?? [],
                MakesPublic = stored.MakesPublic,
                CreditsPerMonth = stored.CreditsPerMonth,
            }
            : throw new InvalidDataException("The stored artefact is empty.");

    /// <summary>The row of this delivery before its first write: one that is kept back is refused from the beginning.</summary>
    /// <param name="run">The run that it belongs to.</param>
    /// <param name="now">The time: those who may say yes have it from now on.</param>
    public Delivery ToDelivery(Run run, DateTimeOffset now) => new(
        new DeliveryId(run.Meeting, run.Recipe, run.Occasion, Step.Id, Item),
        Step.Action,
        Step.Connection is RecipeStep.OwnAccount ? run.Meeting.Connection : Step.Connection,
        Artefact.Destination,
        Hash,
        Revision: 1,
        Stopped is not null ? DeliveryState.Refused : Step.Approve is null ? DeliveryState.Pending : DeliveryState.Awaiting,
        WaitsFor)
    {
        Reason = Stopped?.Reason,
        Advice = Stopped?.Advice,
        Echo = Artefact.Echo,
        Approval = Stopped is null && Step.Approve is { } rule ? new Approval(rule.By, rule.Within, now + rule.Within) : null,
    };
}

// The serialiser reads no IReadOnlySet.
internal sealed record StoredArtefact(string Destination, string Body, string Preview, IReadOnlyList<PrivacyClass> Classes)
{
    // Left out as usual, so that what was rendered alike before they were known keeps its hash.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Audience Audience { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Restricted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<string>? Glued { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MakesPublic { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CreditsPerMonth { get; init; }
}

[JsonSerializable(typeof(StoredArtefact))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class ArtefactJson : JsonSerializerContext;
