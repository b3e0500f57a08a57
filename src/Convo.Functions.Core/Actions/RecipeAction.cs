using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Core.Actions;

/// <summary>
/// The base of every action. A settings record is all that an author describes: the form in the editor, the checks and the list of needed facts
/// follow from it. How to write one stands in the README of Connectors.
/// </summary>
/// <typeparam name="TSettings">
/// A record of texts, numbers, flags, enumerations and lists of such records. <c>[Description]</c> explains a member to the person who fills it
/// in, <c>[MaxLength]</c> and <c>[Range]</c> bound it, <see cref="TemplateAttribute"/> makes a text a template; a member without a default is compulsory.
/// </typeparam>
/// <param name="type">Of the action's own source-generated context.</param>
public abstract class RecipeAction<TSettings>(JsonTypeInfo<TSettings> type) : IRecipeAction
    where TSettings : class
{
    private readonly SettingsShape shape = new(type);
    private JsonElement? validSample;

    /// <inheritdoc/>
    public abstract ActionInfo Info { get; }

    /// <summary>A valid example of the settings.</summary>
    protected abstract TSettings SampleSettings { get; }

    /// <inheritdoc/>
    public JsonNode SettingsSchema => shape.Schema();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The author's sample breaks the author's own rules.</exception>
    public JsonElement Sample => validSample ??= ValidSample();

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Check(JsonElement settings, string path)
    {
        var problems = shape.Check(settings, path);
        return problems.Count > 0 ? problems : [.. CheckMore(Read(settings), path)];
    }

    /// <inheritdoc/>
    public IReadOnlySet<string> Needs(JsonElement settings) => shape.Templates(settings)
        .Select(source => Template.Parse(source).Template)
        .SelectMany(template => template?.Needs ?? new HashSet<string>())
        .Concat(NeedsMore(Read(settings)))
        .ToHashSet();

    /// <inheritdoc/>
    public Artefact Render(JsonElement settings, RenderScope scope) => Render(Read(settings), scope);

    /// <inheritdoc/>
    public virtual ActionPreview Show(Artefact artefact) => new ActionPreview.Plain(artefact.Preview);

    /// <inheritdoc/>
    public abstract Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation);

    /// <inheritdoc/>
    public virtual Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<LookUp>(new LookUp.NotPossible());

    /// <inheritdoc/>
    public virtual Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation) =>
        Task.FromResult<Outcome>(new Outcome.Stands($"what {Info.Name} sent to {destination}", "", "Ask those who got it to delete it."));

    /// <summary>Renders what would be sent. Pure; only called with settings that were checked.</summary>
    protected abstract Artefact Render(TSettings settings, RenderScope scope);

    /// <summary>Checks what the settings' types don't tell, such as the form of a channel's name. Only called where they are right otherwise.</summary>
    protected virtual IEnumerable<Problem> CheckMore(TSettings settings, string path) => [];

    /// <summary>The facts that the settings use besides those of their templates, such as who was invited. Only called where they are right.</summary>
    protected virtual IEnumerable<string> NeedsMore(TSettings settings) => [];

    private TSettings Read(JsonElement settings) =>
        settings.Deserialize(type) ?? throw new InvalidOperationException($"Settings of {Info.Name} that were checked can't be null.");

    private JsonElement ValidSample()
    {
        var sample = JsonSerializer.SerializeToElement(SampleSettings, type);

        return Check(sample, "sample") is [var problem, ..]
            ? throw new InvalidOperationException($"The sample of {Info.Name} is not valid: {problem.Path}: {problem.Message}")
            : sample;
    }
}
