using System.Text.Json.Nodes;

namespace Convo.Sandbox.Webhooks;

/// <summary>Something that Convo tells its webhooks.</summary>
internal sealed record ConvoEvent(string Name, JsonObject Data, string? ConversationId);
