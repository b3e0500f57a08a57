using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Core.Actions;

/// <summary>What a step would send: rendered, complete, without effect so far. Previews, dry runs and the privacy firewall work on it.</summary>
/// <param name="Destination">Where to, in words a person knows, such as <c>#meetings</c>; with the receipt all there is to withdraw it by.</param>
/// <param name="Body">
/// The action's own JSON document, ready to deliver. The firewall reads every text in it, but for members named <c>type</c>: those are the
/// format's own words, and nothing that was rendered may stand in one.
/// </param>
/// <param name="Preview">Plain text that shows a person what it says.</param>
/// <param name="Classes">The privacy classes of the facts that were used.</param>
public sealed record Artefact(string Destination, string Body, string Preview, IReadOnlySet<PrivacyClass> Classes)
{
    /// <summary>Who will see it.</summary>
    public Audience Audience { get; init; }

    /// <summary>
    /// True where it would go outside and it isn't known which event of the calendar the meeting was. Set by the plan, never by an action.
    /// </summary>
    public bool IsRestricted { get; init; }

    /// <summary>Values that a template glued to other letters, so that no list would find them in the text. Set by the plan, never by an action.</summary>
    public IReadOnlyList<string> Glued { get; init; } = [];

    /// <summary>
    /// True where it makes the meeting public, or shows a link that does: then more leaves than is written in it. Set by the plan, never by an action.
    /// </summary>
    public bool MakesPublic { get; init; }

    /// <summary>How many AI credits a month its recipe may spend, for actions that cost one. Set by the plan, never by an action.</summary>
    public int CreditsPerMonth { get; init; }

    /// <summary>
    /// The occasion that the effect itself will cause at Convo, such as the change of a title: what tells of it opens no run. Null where it causes none.
    /// </summary>
    public Occasion? Echo { get; init; }

    /// <summary>
    /// Why there is nothing to do after all, without meeting content, such as a title that is as it should be; then the step is left out. Null, as nearly
    /// always, where there is something.
    /// </summary>
    public string? NothingToDo { get; init; }
}
