using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>What came of reading a recipe.</summary>
/// <param name="Recipe">The recipe; null where there are problems.</param>
/// <param name="Problems">What is wrong, in the order of the document; empty where nothing is.</param>
public sealed record RecipeReading(Recipe? Recipe, IReadOnlyList<Problem> Problems);
