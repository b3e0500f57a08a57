using System.Text.Json;
using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Control;

/// <summary>Plays meetings, changes their key points later, fires single events.</summary>
internal sealed class MeetingControl(Stage stage, ScenarioShelf scenarios)
{
    private const int MostEvents = 100;

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/scenarios", ListAsync);
        control.MapPost("/meetings", PlayAsync);
        control.MapPost("/meetings/{id}/keypoints", RefreshAsync);
        control.MapPost("/meetings/{id}/events", FireAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        List<ScenarioItem> items = [.. scenarios.All.Select(s => new ScenarioItem(s.Name, s.Scenario.Meeting.Title ?? "", s.Scenario.Description))];
        return ControlAnswer.WriteAsync(context, new ScenarioList(items), ControlJson.Wire.ScenarioList);
    }

    private async Task PlayAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.PlayRequest) is not { } request)
        {
            return;
        }

        if (stage.Accounts.Named(request.Account) is not { } account)
        {
            await ControlAnswer.RefuseAsync(context, "No such account; there are: " + stage.Accounts.Names);
            return;
        }

        var (script, problem) = ScriptOf(request);
        if (script is null)
        {
            await ControlAnswer.RefuseAsync(context, problem!);
            return;
        }

        var (cast, wrong) = stage.Read(script);
        var (orders, odd) = OrdersOf(request.Events);
        if (cast is null || odd is not null)
        {
            await ControlAnswer.RefuseAsync(context, wrong ?? odd!);
            return;
        }

        var conversation = stage.Add(account, cast);
        if (request.Hold != true && !await TryFireAsync(context, account, conversation, orders ?? Stage.UsualEvents(conversation), request.Wait))
        {
            account.Remove(conversation.Id);
            return;
        }

        await AnswerAsync(context, conversation);
    }

    private async Task RefreshAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.KeypointsRequest) is not { } request
            || await FindAsync(context) is not ({ } account, { } conversation))
        {
            return;
        }

        if (request.Keypoints is not { } json)
        {
            await ControlAnswer.RefuseAsync(context, "keypoints is required: the new key points as an object");
            return;
        }

        var (document, wrong) = KeypointsDocument.Read(json);
        var (orders, odd) = OrdersOf(request.Events);
        if (document is null || odd is not null)
        {
            await ControlAnswer.RefuseAsync(context, wrong ?? odd!);
            return;
        }

        stage.Refresh(conversation, document);
        orders ??= [.. EventNames.Ready.Select(name => new EventOrder(name))];
        if (request.Hold == true || await TryFireAsync(context, account, conversation, orders, request.Wait))
        {
            await AnswerAsync(context, conversation);
        }
    }

    private async Task FireAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.EventsRequest) is not { } request
            || await FindAsync(context) is not ({ } account, { } conversation))
        {
            return;
        }

        var (orders, odd) = OrdersOf(request.Events);
        if (orders is not { Count: > 0 })
        {
            await ControlAnswer.RefuseAsync(context, odd ?? "events is required: a list of event names, for example [\"conversation.created\"]");
            return;
        }

        if (await TryFireAsync(context, account, conversation, orders, request.Wait))
        {
            await AnswerAsync(context, conversation);
        }
    }

    private async Task<bool> TryFireAsync(
        HttpContext context, ConvoAccount account, Conversation conversation, IReadOnlyList<EventOrder> orders, bool? wait)
    {
        if (stage.Fire(account, conversation, orders, out var sending) is { } problem)
        {
            await ControlAnswer.RefuseAsync(context, problem);
            return false;
        }

        if (wait != false)
        {
            await sending.WaitAsync(context.RequestAborted);
        }

        return true;
    }

    private async Task<(ConvoAccount? Account, Conversation? Conversation)> FindAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (stage.Accounts.OwnerOf(id) is { } account && account.Find(id) is { } conversation)
        {
            return (account, conversation);
        }

        await ControlAnswer.RefuseAsync(context, "No meeting with this id was played, or it was deleted", StatusCodes.Status404NotFound);
        return default;
    }

    private (MeetingScript? Script, string? Problem) ScriptOf(PlayRequest request)
    {
        if (request.Scenario is null == request.Meeting is null)
        {
            return (null, "Give either scenario (a name out of GET /control/scenarios) or meeting (an object)");
        }

        if (request.Scenario is null)
        {
            return (request.Meeting, null);
        }

        return scenarios.Find(request.Scenario) is { } scenario
            ? (scenario.Meeting, null)
            : (null, "No such scenario; there are: " + string.Join(", ", scenarios.All.Select(s => s.Name)));
    }

    private static (IReadOnlyList<EventOrder>? Orders, string? Problem) OrdersOf(IReadOnlyList<JsonElement>? events) => events switch
    {
        null => (null, null),
        { Count: > MostEvents } => (null, $"events may hold at most {MostEvents} entries"),
        _ => EventOrder.ReadAll(events),
    };

    private static Task AnswerAsync(HttpContext context, Conversation conversation) =>
        ControlAnswer.WriteAsync(context, new PlayAnswer(conversation.Id), ControlJson.Wire.PlayAnswer);
}
