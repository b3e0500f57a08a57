using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Recipes.Ready;

namespace Convo.Functions.Web.Api;

/// <summary>A recipe that comes with the product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is good for.</param>
/// <param name="Needs">What has to be there before it can run.</param>
/// <param name="Recipe">The recipe, ready to be saved.</param>
/// <param name="Preview">How its first message looks, on sample facts.</param>
public sealed record GalleryAnswer(
    string Id,
    string Name,
    string Description,
    IReadOnlyList<RecipeNeed> Needs,
    [property: Shape(Shape.Recipe)] JsonElement Recipe,
    ActionPreview Preview);
