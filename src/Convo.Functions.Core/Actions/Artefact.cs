using Convo.Functions.Core.Facts;

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
}
