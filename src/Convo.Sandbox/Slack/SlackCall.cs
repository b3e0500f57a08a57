using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>One call with its token and arguments.</summary>
internal sealed record SlackCall(SlackToken Token, SlackArguments Arguments, SlackWorkspace Workspace);

/// <summary>A Web API method: the scope every call needs, and the work.</summary>
internal sealed record SlackMethod(string? Scope, Func<SlackCall, JsonObject> Run);
