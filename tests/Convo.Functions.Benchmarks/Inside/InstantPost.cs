using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Benchmarks.Inside;

/// <summary>An action that posts its text over HTTP to a sink on this machine and is done. The Slack action would measure its own pacing.</summary>
internal sealed partial class InstantPost(HttpClient http, Uri sink) : RecipeAction<InstantPost.Settings>(PostJson.Default.Settings)
{
    public const string Name = "benchmark.post";

    public override ActionInfo Info { get; } = new(Name, 1, "Post to a sink", "Posts the text to a sink on this machine.", "slack");

    protected override Settings SampleSettings { get; } = new("{{event.title}}");

    internal sealed record Settings([property: Description("What to post."), MaxLength(1000), Template] string Text);

    /// <summary>A step of a recipe that posts the event's title.</summary>
    public static JsonObject Step(string id) => new()
    {
        ["id"] = id,
        ["action"] = Name,
        ["version"] = 1,
        ["connection"] = "slack",
        ["settings"] = new JsonObject { ["text"] = "{{event.title}}" },
    };

    /// <summary>A recipe of two such steps for every meeting that is created.</summary>
    public static JsonObject TwoSteps() => Recipes.Make("two", "created", null, Step("first"), Step("second"));

    public override async Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation)
    {
        using var content = new StringContent(artefact.Body);
        using var answer = await http.PostAsync(sink, content, cancellation);
        return answer.IsSuccessStatusCode ? new Outcome.Delivered(context.DeliveryId) : new Outcome.TryAgain($"The sink answered {(int)answer.StatusCode}.");
    }

    protected override Artefact Render(Settings settings, RenderScope scope)
    {
        var rendered = Template.Parse(settings.Text).Template!.Render(scope, PlainText.Destination);
        return new Artefact("sink", rendered.Text, rendered.Text, rendered.Classes);
    }

    [JsonSerializable(typeof(Settings))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    private sealed partial class PostJson : JsonSerializerContext;
}
