using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Publication;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Connectors.Tests.Actions;

/// <summary>The ready recipes are read with the actions that come with the product.</summary>
public sealed class ReadyRecipesTests
{
    public static TheoryData<string> Ids => [.. ReadyRecipes.All];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_reads_without_a_problem_and_fits_the_published_schema(string id)
    {
        using var provider = RegistrationTests.Provider();
        var vocabulary = new RecipeVocabulary(provider.GetServices<IRecipeAction>());
        var document = ReadyRecipes.Document(id)!.Value;

        var reading = RecipeReader.Read(document, vocabulary);

        Assert.Empty(reading.Problems);
        Assert.Equal(id, reading.Recipe!.Id);
        Assert.Null(SchemaCheck.Wrong(RecipeSchema.Json(vocabulary), JsonNode.Parse(document.Span)));
    }
}
