using System.Text.Json;
using Convo.Sandbox.Slack;

namespace Convo.Sandbox.Control;

/// <summary>Presses buttons as people do, and shows what the app told them; and takes the app's answers to them, as hooks.slack.com does.</summary>
internal sealed class PressControl(SlackInteractivity interactivity)
{
    private const int MostTimes = 10;

    public void Map(IEndpointRouteBuilder control, IEndpointRouteBuilder outside)
    {
        control.MapPost("/slack/interactivity", SetAsync);
        control.MapPost("/slack/press", PressAsync);
        control.MapGet("/slack/replies", RepliesAsync);
        control.MapGet("/slack/people", PeopleAsync);
        outside.MapPost("/slack/actions/{press}", ReplyAsync);
    }

    private async Task SetAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.InteractivityRequest) is not { } request)
        {
            return;
        }

        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var address) || !address.IsLoopback || address.Scheme is not "http")
        {
            await ControlAnswer.RefuseAsync(context, "url must be an http address on this machine, for example http://127.0.0.1:7071/hooks/slack/slack");
            return;
        }

        interactivity.Address = address;
        await ControlAnswer.WriteAsync(context, request, ControlJson.Wire.InteractivityRequest);
    }

    private async Task PressAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.PressRequest) is not { } request)
        {
            return;
        }

        if (request is not { Channel: { } channel, Ts: { } ts, Action: { } action, User: { } user } || request.Times is < 1 or > MostTimes
            || !Durations.TryParse(request.Age, TimeSpan.Zero, out var age))
        {
            await ControlAnswer.RefuseAsync(context, "channel, ts, action and user are needed; age is a duration such as PT6M, times 1 to 10");
            return;
        }

        var wish = new SlackPressWish(channel, ts, action, user)
        {
            Value = request.Value,
            Age = age,
            Signature = request.Signature,
            Unsigned = request.Unsigned == true,
            Times = request.Times ?? 1,
        };
        var self = new Uri($"{context.Request.Scheme}://{context.Request.Host}/");
        await (await interactivity.PressAsync(wish, self, context.RequestAborted) is { } result
            ? ControlAnswer.WriteAsync(context, new PressAnswer(result.Press, result.Status, result.Body), ControlJson.Wire.PressAnswer)
            : ControlAnswer.RefuseAsync(
                context, "There is no such button or person, or the app's interactivity address is not set (POST /control/slack/interactivity)"));
    }

    private Task RepliesAsync(HttpContext context)
    {
        var items = interactivity.Replies.Select(reply => new ReplyItem(reply.Press, SlackPeople.Find(reply.User)!.Email, reply.Channel, reply.Ts, reply.Text));
        return ControlAnswer.WriteAsync(context, new ReplyList([.. items]), ControlJson.Wire.ReplyList);
    }

    private static Task PeopleAsync(HttpContext context) => ControlAnswer.WriteAsync(
        context, new PeopleList([.. SlackPeople.Everybody.Select(person => new PersonItem(person.RealName, person.Email))]), ControlJson.Wire.PeopleList);

    private async Task ReplyAsync(HttpContext context)
    {
        using var reply = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        context.Response.StatusCode = reply.RootElement.ValueKind is JsonValueKind.Object
            && interactivity.TakeReply((string)context.Request.RouteValues["press"]!, reply.RootElement)
                ? StatusCodes.Status200OK
                : StatusCodes.Status404NotFound;
    }
}
