using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Api;

/// <summary>The ready recipes: each can be read, says truly what it needs, and shows how it looks.</summary>
public sealed class GalleryTests : IAsyncLifetime
{
    private TestApp app = null!;
    private List<JsonElement> entries = null!;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartAsync();
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/gallery");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        entries = [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray()];
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public void Every_ready_recipe_stands_in_the_gallery_once() => Assert.Equal(
        ReadyRecipes.All.Order(StringComparer.Ordinal), entries.Select(entry => entry.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_can_be_saved_as_it_is_and_says_what_it_does() => Assert.All(entries, entry =>
    {
        var reading = RecipeReader.Read(Document(entry), new RecipeVocabulary(app.Services.GetServices<IRecipeAction>()));
        Assert.Empty(reading.Problems);
        Assert.Equal((entry.GetProperty("id").GetString(), entry.GetProperty("name").GetString()), (reading.Recipe!.Id, reading.Recipe.Name));
        Assert.True(entry.GetProperty("description").GetString()!.Length > 20);
    });

    [Fact]
    public void Each_needs_the_connections_and_the_places_that_its_steps_name_and_no_others() => Assert.All(entries, entry =>
    {
        var steps = entry.GetProperty("recipe").GetProperty("steps").EnumerateArray().ToList();
        var kinds = app.Services.GetServices<IRecipeAction>().ToDictionary(action => action.Info.Name, action => action.Info.ConnectionKind);
        Assert.Equal(
            steps.Select(step => kinds[step.GetProperty("action").GetString()!]).Append("convo").Distinct().Order(StringComparer.Ordinal),
            Needs(entry, "connection").Order(StringComparer.Ordinal));
        Assert.NotEmpty(Needs(entry, "destination"));
        var channels = steps.Select(step => step.GetProperty("settings")).Where(settings => settings.TryGetProperty("channel", out _))
            .Select(settings => settings.GetProperty("channel").GetString()!);
        Assert.All(Needs(entry, "destination").Where(place => place.StartsWith('#')), place => Assert.Contains(place, channels));
    });

    [Fact]
    public void Those_that_the_poll_can_not_find_say_that_they_need_webhooks() => Assert.All(entries, entry => Assert.Equal(
        entry.GetProperty("recipe").GetProperty("when").GetProperty("occasion").GetString() is not ("summary" or "created"),
        Needs(entry, "webhooks").Count > 0));

    [Fact]
    public void Each_shows_how_it_looks() => Assert.All(entries, entry =>
    {
        var preview = entry.GetProperty("preview");
        string[] shown = preview.GetProperty("kind").GetString() switch
        {
            "slack" => [preview.GetProperty("text").GetString()!, preview.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString()!],
            "mail" => [preview.GetProperty("subject").GetString()!, preview.GetProperty("text").GetString()!, preview.GetProperty("html").GetString()!],
            _ => [preview.GetProperty("text").GetString()!],
        };
        Assert.All(shown, text => Assert.True(text.Length > 10, text));
        Assert.DoesNotContain("{{", preview.GetRawText(), StringComparison.Ordinal);
    });

    private static byte[] Document(JsonElement entry) => System.Text.Encoding.UTF8.GetBytes(entry.GetProperty("recipe").GetRawText());

    private static List<string> Needs(JsonElement entry, string kind) =>
    [
        .. entry.GetProperty("needs").EnumerateArray().Where(need => need.GetProperty("kind").GetString() == kind)
            .Select(need => need.GetProperty("what").GetString()!),
    ];
}
