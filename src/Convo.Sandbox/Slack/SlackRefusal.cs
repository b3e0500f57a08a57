using System.Text.Json.Nodes;

namespace Convo.Sandbox.Slack;

/// <summary>Slack's form of an error: status 200, <c>ok</c> false, a name, and sometimes the scopes or what is wrong with which argument.</summary>
internal sealed record SlackRefusal(string Error, string? Needed = null, string? Provided = null, IReadOnlyList<string>? Messages = null)
{
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Error };
        if (Needed is not null)
        {
            json["needed"] = Needed;
            json["provided"] = Provided;
        }

        if (Messages is not null)
        {
            json["errors"] = TextArray(Messages);
            json["response_metadata"] = new JsonObject { ["messages"] = TextArray(Messages.Select(m => "[ERROR] " + m)) };
        }

        return json;
    }

    private static JsonArray TextArray(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]);
}
