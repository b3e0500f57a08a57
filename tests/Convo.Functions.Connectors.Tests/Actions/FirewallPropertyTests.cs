using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Connectors.Tests.Actions;

/// <summary>
/// The property: for every fact of class coaching and every action on the shelf, a recipe that uses the fact, wherever the format lets it stand, is
/// stopped. The recipes are generated, read by the product's own reader, and planned with every fact known.
/// </summary>
public sealed class FirewallPropertyTests
{
    private const int RecipesPerActionAndFact = 120;

    private static readonly IReadOnlyList<Fact> Coaching = [.. FactCatalogue.All.Where(fact => fact.Class is PrivacyClass.Coaching)];

    public static TheoryData<string, string> ActionsAndFacts
    {
        get
        {
            using var provider = Provider();
            var data = new TheoryData<string, string>();

            foreach (var action in provider.GetServices<IRecipeAction>())
            {
                foreach (var fact in Coaching)
                {
                    data.Add(action.Info.Name, fact.Path);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ActionsAndFacts))]
    public async Task A_recipe_that_uses_feedback_is_stopped_wherever_it_uses_it(string action, string path)
    {
        await using var provider = Provider();
        var shelf = new ActionShelf(provider.GetServices<IRecipeAction>());
        var fact = Coaching.Single(one => one.Path == path);
        var places = new HashSet<string>();

        for (var seed = 0UL; seed < RecipesPerActionAndFact; seed++)
        {
            var (recipe, place) = Generate(shelf, shelf.Find(action)!, fact, seed);
            places.Add(place);

            // Nothing is planned only where a condition on the feedback does not hold; then nothing leaves either.
            if (Plan.Make(recipe, FactCatalogue.SampleFacts(), shelf, PrivacyRules.None) is Plan.Deliver plan)
            {
                Assert.All(plan.Deliveries, delivery => Assert.True(delivery.Stopped is not null, $"seed {seed}, {place}: {delivery.Artefact.Preview}"));
            }
        }

        Assert.Equal(GeneratedUse.PlacesFor(fact, shelf.Find(action)!), places.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ActionsAndFacts))]
    public async Task The_same_recipes_without_feedback_are_not_stopped_for_it(string action, string path)
    {
        await using var provider = Provider();
        var shelf = new ActionShelf(provider.GetServices<IRecipeAction>());
        var substitute = FactCatalogue.Find(Coaching.Single(one => one.Path == path).Type is FactType.List ? "decisions" : "meeting.title")!;
        var planned = 0;

        for (var seed = 0UL; seed < 30; seed++)
        {
            var (recipe, place) = Generate(shelf, shelf.Find(action)!, substitute, seed);

            if (Plan.Make(recipe, FactCatalogue.SampleFacts(), shelf, PrivacyRules.None) is Plan.Deliver plan)
            {
                planned++;
                Assert.All(plan.Deliveries, delivery => Assert.DoesNotContain(PrivacyClass.Coaching, delivery.Artefact.Classes));
                Assert.True(plan.Deliveries.All(d => d.Stopped is null || d.Artefact.Audience is Audience.Outside), $"seed {seed}, {place}");
            }
        }

        Assert.InRange(planned, 15, 30);
    }

    [Fact]
    public void There_are_facts_of_class_coaching_of_three_kinds() =>
        Assert.Equal([FactType.Text, FactType.Number, FactType.List], Coaching.Select(fact => fact.Type).Distinct().Order());

    private static (Recipe Recipe, string Place) Generate(ActionShelf shelf, IRecipeAction action, Fact fact, ulong seed)
    {
        var use = new GeneratedUse(fact, seed);
        var (document, place) = use.Recipe(action);
        var reading = RecipeReader.Read(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()), new RecipeVocabulary(shelf.ByName.Values));
        Assert.True(reading.Recipe is not null, $"seed {seed}, {place}: {string.Join("; ", reading.Problems)}\n{document}");
        return (reading.Recipe!, place);
    }

    private static ServiceProvider Provider() => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Core.Ports.IChance>(new Core.Ports.SystemChance())
        .AddSingleton<ICallBudget>(new CallBudget(new MemoryTables(), new Core.Ports.SystemChance(), TimeProvider.System))
        .AddSingleton<IConnectionSecrets>(new GivenSecrets("token", null))
        .AddConnectors(LoopbackRule.Allowed)
        .BuildServiceProvider();
}
