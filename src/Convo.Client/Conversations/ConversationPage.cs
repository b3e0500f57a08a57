namespace Convo.Client;

/// <summary>One page of the list of conversations, in Convo's own (undocumented) order.</summary>
/// <param name="Conversations">The rows.</param>
/// <param name="Total">How many there are in all; null when not given.</param>
/// <param name="Limit">The page size that Convo used; null when not given.</param>
/// <param name="Offset">How many rows Convo skipped; null when not given.</param>
public sealed record ConversationPage(IReadOnlyList<Conversation> Conversations, int? Total, int? Limit, int? Offset);
