using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Convo.Functions.Browser.Stage;

/// <summary>Answers of the app that are hard to bring about: made here, in the shape of the API's types, and put before the real ones.</summary>
internal static class Answers
{
    private const int Many = 500;
    private const int Page = 25;
    private static readonly DateTimeOffset Start = new(2026, 5, 11, 8, 30, 0, TimeSpan.Zero);

    /// <summary>Has a list answered as a state wants it.</summary>
    public static Task PutAsync(IPage page, string path, ListState state) => page.RouteAsync($"**{path}*", route => state switch
    {
        ListState.Empty => route.FulfillAsync(Json(Empty(path))),
        ListState.Many => route.FulfillAsync(Json(Full(path))),
        ListState.Failed => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 500,
            ContentType = "application/problem+json",
            Body = """{"type":"urn:x","title":"Error","status":500,"detail":"The store does not answer.","advice":"Look at the health, then try again."}""",
        }),
        // Never answered: the page is looked at while it waits.
        _ => Task.CompletedTask,
    });

    private static RouteFulfillOptions Json(JsonNode body) => new() { ContentType = "application/json", Body = body.ToJsonString() };

    private static JsonNode Empty(string path) => path is "/api/gallery"
        ? new JsonArray()
        : new JsonObject { ["items"] = new JsonArray(), ["since"] = At(0) };

    private static JsonNode Full(string path)
    {
        Func<int, JsonNode> one = path switch
        {
            "/api/recipes" => Recipe,
            "/api/meetings" => Meeting,
            "/api/runs" => Run,
            "/api/connections" => Connection,
            "/api/tokens" => Token,
            "/api/approvals" => Approval,
            "/api/quarantine" => Quarantined,
            "/api/rejections" => Rejection,
            _ => throw new ArgumentOutOfRangeException(nameof(path), path, "No such list is made here."),
        };
        var paged = path is "/api/meetings" or "/api/runs";
        var body = new JsonObject { ["items"] = new JsonArray([.. Enumerable.Range(1, paged ? Page : Many).Select(one)]), ["since"] = At(0) };
        if (paged)
        {
            body["next"] = "on";
        }

        return body;
    }

    private static JsonObject Recipe(int number) => new()
    {
        ["id"] = $"recipe-{number}",
        ["name"] = $"Follow-up of the meetings of team {number}, with all that was decided",
        ["state"] = (number % 3) switch { 0 => "off", 1 => "on", _ => "draft" },
        ["version"] = number % 3 is 2 ? 0 : number,
        ["changed"] = number % 4 is 1,
        ["savedBy"] = "admin",
        ["savedAt"] = At(number),
        ["problems"] = new JsonArray(),
    };

    private static JsonObject Meeting(int number) => new()
    {
        ["conversationId"] = $"sess_{number}",
        ["connection"] = "acme",
        ["title"] = $"Quarterly review number {number} with a title that is rather long, as titles of meetings are",
        ["firstSeen"] = At(number),
        ["events"] = new JsonArray(new JsonObject { ["name"] = "keypoints.ready", ["receivedAt"] = At(number), ["source"] = "webhook" }),
        ["notRecalled"] = new JsonArray(),
        ["runs"] = new JsonArray(Run(number)),
        ["gotOut"] = new JsonObject { ["word"] = "yes", ["sentence"] = "Everything got out." },
    };

    private static JsonObject Run(int number) => new()
    {
        ["id"] = $"run-{number}",
        ["conversationId"] = $"sess_{number}",
        ["recipe"] = $"recipe-{number}",
        ["version"] = 1,
        ["occasion"] = "summary",
        ["state"] = (number % 3) switch { 0 => "refused", 1 => "done", _ => "waiting" },
        ["openedAt"] = At(number),
        ["waitsUntil"] = At(number + 20),
        ["reason"] = number % 3 is 0 ? "The channel #team does not exist." : null,
        ["advice"] = number % 3 is 0 ? "Make the channel, or name another one in the recipe." : null,
        ["canRunAgain"] = true,
        ["deliveries"] = number % 3 is 1 ? new JsonArray(Delivery(number)) : new JsonArray(),
    };

    private static JsonObject Delivery(int number) => new()
    {
        ["step"] = "post",
        ["item"] = 0,
        ["action"] = "slack.post-message",
        ["connection"] = "slack",
        ["destination"] = "#meetings",
        ["state"] = "delivered",
        ["attempts"] = 0,
        ["deliveredAt"] = At(number),
    };

    private static JsonObject Connection(int number) => new()
    {
        ["name"] = $"account-{number}",
        ["kind"] = number % 2 is 0 ? "slack" : "convo",
        ["settings"] = new JsonObject { ["baseUrl"] = "https://example.org/a/rather/long/address/of/some/server/" },
        ["generation"] = 1,
    };

    private static JsonObject Token(int number) => new()
    {
        ["id"] = $"token-{number}",
        ["name"] = $"token The script number {number} that writes the minutes of our meetings",
        ["role"] = number % 2 is 0 ? "viewer" : "editor",
        ["createdAt"] = At(number),
        ["createdBy"] = "admin",
    };

    private static JsonObject Approval(int number) => new()
    {
        ["id"] = $"approval-{number}",
        ["content"] = "0",
        ["run"] = $"run-{number}",
        ["recipe"] = $"recipe-{number}",
        ["step"] = "send",
        ["action"] = "mail.send",
        ["destination"] = "marit@example.com, jonas@example.com",
        ["by"] = new JsonArray("anna@example.com", "priya@example.com"),
        ["until"] = At(-600),
        ["title"] = $"Quarterly review number {number}",
        ["preview"] = "Hello,\n\nthank you for the meeting. What we agreed on:\n\n- Send the new delivery dates in writing by Friday",
    };

    private static JsonObject Quarantined(int number) => new()
    {
        ["id"] = $"held-{number}",
        ["connection"] = "acme",
        ["reason"] = "The body is no object.",
        ["receivedAt"] = At(number),
        ["bytes"] = 2 + number,
    };

    private static JsonObject Rejection(int number) => new()
    {
        ["hour"] = At(number),
        ["connection"] = $"account-{number % 7}",
        ["reason"] = "wrong-signature",
        ["count"] = number,
    };

    private static string At(int minutes) => (Start - TimeSpan.FromMinutes(minutes)).ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>What a list may be in.</summary>
public enum ListState
{
    Empty,
    Waiting,
    Failed,
    Many,
}
