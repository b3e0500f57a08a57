using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>The methods of the simulated Web API and the way every call takes: count, token, arguments, scope, work.</summary>
internal sealed class SlackMethods(SlackWorkspace workspace)
{
    private const string Scheme = "Bearer ";
    private const string RetryAfter = "retry_after_seconds";

    private static readonly SlackMethod AuthTest = new(null, _ => new()
    {
        ["ok"] = true,
        ["url"] = "https://convo-sandbox.slack.com/",
        ["team"] = "Convo Sandbox",
        ["user"] = "convo",
        ["team_id"] = SlackPeople.TeamId,
        ["user_id"] = SlackPeople.BotUserId,
        ["bot_id"] = SlackPeople.BotId,
        ["is_enterprise_install"] = false,
    });

    private static readonly SlackMethod LookupByEmail = new("users:read.email", call =>
        SlackPeople.ByEmail(call.Arguments.Text("email") ?? "") is { } user
            ? new() { ["ok"] = true, ["user"] = user }
            : new SlackRefusal("users_not_found").ToJson());

    private static readonly SlackMethod UserInfo = new("users:read", call =>
        SlackPeople.Find(call.Arguments.Text("user") ?? "") is { } person && person.Id == call.Arguments.Text("user")
            ? new() { ["ok"] = true, ["user"] = person.ToJson(withEmail: call.Token.Lacks("users:read.email") is null) }
            : new SlackRefusal("user_not_found").ToJson());

    private static readonly FrozenDictionary<string, SlackMethod> All = new Dictionary<string, SlackMethod>
    {
        ["auth.test"] = AuthTest,
        ["chat.postMessage"] = ChatMethods.Post,
        ["chat.update"] = ChatMethods.Update,
        ["chat.delete"] = ChatMethods.Delete,
        ["conversations.list"] = ConversationMethods.List,
        ["conversations.history"] = ConversationMethods.History,
        ["conversations.replies"] = ConversationMethods.Replies,
        ["users.info"] = UserInfo,
        ["users.lookupByEmail"] = LookupByEmail,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A refusal for pace; <see cref="CallAsync"/> makes it a 429 with Retry-After.</summary>
    public static JsonObject RateLimited(int seconds)
    {
        var refusal = new SlackRefusal("ratelimited").ToJson();
        refusal[RetryAfter] = seconds;
        return refusal;
    }

    public async Task CallAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["method"]!;
        if (!All.TryGetValue(name, out var method))
        {
            var unknown = new SlackRefusal("unknown_method").ToJson();
            unknown["req_method"] = name;
            await SlackAnswer.WriteAsync(context, unknown);
            return;
        }

        workspace.Count(name);
        var answer = await AnswerAsync(context, method);
        if (answer.Remove(RetryAfter, out var seconds))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = seconds!.ToString();
        }

        await SlackAnswer.WriteAsync(context, answer);
    }

    private async Task<JsonObject> AnswerAsync(HttpContext context, SlackMethod method)
    {
        var (arguments, refusal) = await SlackArguments.ReadAsync(context.Request, context.RequestAborted);
        if (arguments is null)
        {
            return refusal!.ToJson();
        }

        var header = context.Request.Headers.Authorization.ToString();
        var presented = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : arguments.Text("token");
        if (string.IsNullOrEmpty(presented))
        {
            return new SlackRefusal("not_authed").ToJson();
        }

        if (SlackToken.Find(presented) is not { } token)
        {
            return new SlackRefusal("invalid_auth").ToJson();
        }

        context.Response.Headers["X-OAuth-Scopes"] = string.Join(',', token.Scopes);
        return method.Scope is { } scope && token.Lacks(scope) is { } lacking
            ? lacking.ToJson()
            : method.Run(new(token, arguments, workspace));
    }
}
