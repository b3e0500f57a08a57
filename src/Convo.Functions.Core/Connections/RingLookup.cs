namespace Convo.Functions.Core.Connections;

/// <summary>What is known of a connection's webhook secrets. "Not there" and "can't be read now" are told apart: what may be Convo's is not denied.</summary>
/// <param name="Ring">The secrets; null where there is no such Convo connection, or where they are not known.</param>
/// <param name="IsUnread">True where the secrets may be there, but could not be read so far.</param>
public readonly record struct RingLookup(HookRing? Ring, bool IsUnread);
