using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Actions;

/// <summary>What a step would send: rendered, complete, without effect so far. Previews, dry runs and the privacy firewall work on it.</summary>
/// <param name="Destination">Where to, in words a person knows, such as <c>#meetings</c>.</param>
/// <param name="Body">The action's own JSON document, ready to deliver.</param>
/// <param name="Preview">Plain text that shows a person what it says.</param>
/// <param name="Classes">The privacy classes of the facts that were used.</param>
public sealed record Artefact(string Destination, string Body, string Preview, IReadOnlySet<PrivacyClass> Classes);
