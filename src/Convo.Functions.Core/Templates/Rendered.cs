using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates;

/// <summary>What a template gave.</summary>
/// <param name="Text">The text, at most 64 KB in UTF-8.</param>
/// <param name="Classes">The privacy classes of the facts that were used, in values and in tests.</param>
/// <param name="Cut">True where the text was longer, or took too many steps, and ends early.</param>
public sealed record Rendered(string Text, IReadOnlySet<PrivacyClass> Classes, bool Cut);
