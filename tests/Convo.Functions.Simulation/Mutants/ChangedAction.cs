using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Simulation.Mutants;

/// <summary>An action that does what the real one does, but for what a mutant changes.</summary>
internal abstract class ChangedAction(IRecipeAction real) : IRecipeAction
{
    public ActionInfo Info => real.Info;

    public JsonNode SettingsSchema => real.SettingsSchema;

    public JsonElement Sample => real.Sample;

    public IReadOnlyList<Problem> Check(JsonElement settings, string path) => real.Check(settings, path);

    public IReadOnlySet<string> Needs(JsonElement settings) => real.Needs(settings);

    public Artefact Render(JsonElement settings, RenderScope scope) => real.Render(settings, scope);

    public Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        real.DeliverAsync(artefact, context, cancellation);

    public virtual Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        real.LookUpAsync(artefact, context, cancellation);

    public virtual Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        real.WithdrawAsync(destination, context, cancellation);
}
