using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Core.Tests.Recipes;

/// <summary>An action of two settings, a place and a template, as small as one can be; or one that stands in for another of more. It has no effect.</summary>
internal sealed class NoteAction(string name = "test.note", int version = 1, string kind = "slack", bool takesMore = false) : IRecipeAction
{
    public ActionInfo Info => new(name, version, "Note", "Writes a note.", kind) { ApprovalFirst = ApprovalFirst, ActsOnMeeting = OnMeeting };

    public bool ApprovalFirst { get; init; }

    public bool OnMeeting { get; init; }

    public JsonNode SettingsSchema { get; } = JsonNode.Parse(
        $$"""
        {
          "type": "object",
          "required": ["channel", "text"],
          "additionalProperties": {{(takesMore ? "true" : "false")}},
          "properties": { "channel": { "type": "string" }, "text": { "type": "string" } }
        }
        """)!;

    public JsonElement Sample { get; } = JsonElement.Parse("""{ "channel": "#meetings", "text": "{{meeting.title}}" }""");

    public IReadOnlyList<Problem> Check(JsonElement settings, string path) => settings.TryGetProperty("text", out var text)
        ? [.. Template.Parse(text.GetString()!).Problems.Select(problem => new Problem(path + ".text", problem.Message, problem.Advice))]
        : [new Problem(path + ".text", "'text' is missing.", "Write what the note says.")];

    public IReadOnlySet<string> Needs(JsonElement settings) => Template.Parse(settings.GetProperty("text").GetString()!).Template!.Needs;

    public Artefact Render(JsonElement settings, RenderScope scope)
    {
        var rendered = Template.Parse(settings.GetProperty("text").GetString()!).Template!.Render(scope, PlainText.Destination);
        return new Artefact(settings.GetProperty("channel").GetString()!, rendered.Text, rendered.Text, rendered.Classes);
    }

    public Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        throw new InvalidOperationException("Reading a recipe must not deliver anything.");

    public Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        throw new InvalidOperationException("Reading a recipe must not look anything up.");

    public Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        throw new InvalidOperationException("Reading a recipe must not withdraw anything.");
}
