namespace Convo.Client;

/// <summary>The body of the generating calls that know a stored result.</summary>
/// <param name="ForceRefresh">Whether to generate anew although a result is stored.</param>
internal sealed record RefreshBody(bool ForceRefresh);
