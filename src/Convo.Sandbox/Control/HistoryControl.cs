using Convo.Sandbox.Histories;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Control;

/// <summary>Fills an account with a past: weeks of meetings at once, without their events unless they are asked for.</summary>
internal sealed class HistoryControl(Stage stage, TimeProvider clock)
{
    private const ulong UsualSeed = 1;
    private readonly HistoryShelf shelf = new();
    private readonly HistoryStage histories = new(stage, clock);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/account", ListAsync);
        control.MapPost("/account", LoadAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var items = shelf.Names.Select(name => new HistoryItem(name, shelf.Find(name)!.Description));
        return ControlAnswer.WriteAsync(context, new HistoryList([.. items]), ControlJson.Wire.HistoryList);
    }

    private async Task LoadAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.HistoryRequest) is not { } request)
        {
            return;
        }

        if (stage.Accounts.Named(request.Account) is not { } account)
        {
            await ControlAnswer.RefuseAsync(context, "No such account; there are: " + stage.Accounts.Names);
            return;
        }

        if (shelf.Find(request.Scenario) is not { } history)
        {
            await ControlAnswer.RefuseAsync(context, "scenario must be one of: " + string.Join(", ", shelf.Names));
            return;
        }

        var meetings = histories.Load(history, account, request.Seed ?? UsualSeed);
        if (request.Events == true)
        {
            await histories.SendAsync(meetings, context.RequestAborted);
        }

        var items = meetings.Select(one => LaterControl.Show(one.Account, one.Conversation));
        await ControlAnswer.WriteAsync(context, new MeetingList([.. items]), ControlJson.Wire.MeetingList);
    }
}
