using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Privacy;

namespace Convo.Functions.Core.Actions;

/// <summary>A kind of step, as the engine sees it. Authors derive from <c>RecipeAction</c>, which turns a settings record into all of this.</summary>
public interface IRecipeAction : IEffect
{
    /// <summary>The JSON Schema of its settings, which is also the form in the editor.</summary>
    JsonNode SettingsSchema { get; }

    /// <summary>A valid example of its settings; also what "Try it" sends.</summary>
    JsonElement Sample { get; }

    /// <summary>Checks settings as an author wrote them.</summary>
    /// <param name="settings">The <c>settings</c> member of a step.</param>
    /// <param name="path">Where they stand in the recipe, such as <c>steps[0].settings</c>.</param>
    IReadOnlyList<Problem> Check(JsonElement settings, string path);

    /// <summary>The paths of the facts that the settings use; only for settings that <see cref="Check"/> found right.</summary>
    IReadOnlySet<string> Needs(JsonElement settings);

    /// <summary>Renders what would be sent. Pure.</summary>
    Artefact Render(JsonElement settings, RenderScope scope);
}

/// <summary>What makes artefacts real: the delivering half of an action, or something that the product does on its own and no recipe can name.</summary>
public interface IEffect
{
    /// <summary>Who it is.</summary>
    ActionInfo Info { get; }

    /// <summary>Shows an artefact of this action as its destination will. Pure; plain text where the action has no form of its own.</summary>
    ActionPreview Show(Artefact artefact) => new ActionPreview.Plain(artefact.Preview);

    /// <summary>Makes the effect equal the artefact: does it, or edits what an earlier delivery did. Has 60 seconds.</summary>
    Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation);

    /// <summary>Looks for the effect of an attempt that may have happened.</summary>
    Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation);

    /// <summary>
    /// Takes the effect back, because its meeting was deleted. Doing it twice does no harm. What was sent is not kept any more: destination and
    /// receipt are all there is, and without a receipt the effect of an attempt that may have happened is to be looked for.
    /// </summary>
    /// <param name="destination">The artefact's destination.</param>
    /// <param name="context">The attempt.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns><see cref="Outcome.Withdrawn"/>, <see cref="Outcome.Stands"/>, or an outcome that says to try again.</returns>
    Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation);
}

/// <summary>What the catalogue says of an action.</summary>
/// <param name="Name">As recipes write it, such as <c>slack.post-message</c>.</param>
/// <param name="Version">The version of its settings' shape, from 1.</param>
/// <param name="Title">What a person reads in the list.</param>
/// <param name="Description">One sentence.</param>
/// <param name="ConnectionKind">The kind of connection it acts with.</param>
public sealed record ActionInfo(string Name, int Version, string Title, string Description, string ConnectionKind)
{
    /// <summary>True where a recipe may use it only in a step that asks a person first (<c>approve</c>).</summary>
    public bool ApprovalFirst { get; init; }

    /// <summary>
    /// True where it acts on the meeting itself, at Convo: with the account that recorded it, once for the whole meeting. Its step names no connection
    /// and goes through no list.
    /// </summary>
    public bool ActsOnMeeting { get; init; }

    /// <summary>How many calls to Convo a delivery makes when nothing goes wrong, at most; forecasts count them.</summary>
    public int ConvoCalls { get; init; }

    /// <summary>True where a delivery may cost an AI credit, out of those that its recipe may spend a month.</summary>
    public bool CostsCredit { get; init; }

    /// <summary>True where the meeting can be read by everybody afterwards; its recipe has to say that it may be.</summary>
    public bool MakesPublic { get; init; }

    /// <summary>True where the effect can't be edited: what is out stays as it is, whatever becomes known later, and nobody is asked again.</summary>
    public bool KeepsFirst { get; init; }
}

/// <summary>What is wrong with something that a person wrote.</summary>
/// <param name="Path">Where, such as <c>steps[0].settings.channel</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record Problem(string Path, string Message, string Advice);

/// <summary>What rendering works with.</summary>
/// <param name="Facts">What is known.</param>
/// <param name="Zone">The recipe's time zone, for dates.</param>
/// <param name="Item">In a step with <c>forEach</c>: the item at hand; else null.</param>
/// <param name="ItemPath">The path of the list that the item is from; without it, its privacy class can't be told, and the strictest is assumed.</param>
/// <param name="ItemIndex">The place of the item in the list, from 1.</param>
public sealed record RenderScope(FactSet Facts, TimeZoneInfo Zone, FactValue? Item = null, string? ItemPath = null, int ItemIndex = 1)
{
    /// <summary>Where rendering notes what a template glued together; null for nowhere.</summary>
    internal GluedValues? Glued { get; init; }
}
