using Convo.Sandbox.Clock;
using Convo.Sandbox.ConvoApi;

namespace Convo.Sandbox.Control;

/// <summary>Shows and moves the clock.</summary>
internal sealed class ClockControl(SandboxClock clock, Func<CancellationToken, Task<bool>>? mayMove)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/clock", ShowAsync);
        control.MapPost("/clock", MoveAsync);
    }

    private Task ShowAsync(HttpContext context) =>
        ControlAnswer.WriteAsync(context, new ClockAnswer(ConvoTime.Format(clock.GetUtcNow())), ControlJson.Wire.ClockAnswer);

    private async Task MoveAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.ClockRequest) is not { } request)
        {
            return;
        }

        if (mayMove is not null && !await mayMove(context.RequestAborted))
        {
            await ControlAnswer.RefuseAsync(context, "A real account is connected, and its time can't be moved", StatusCodes.Status409Conflict);
            return;
        }

        if (Move(request) is { } problem)
        {
            await ControlAnswer.RefuseAsync(context, problem);
            return;
        }

        await ShowAsync(context);
    }

    private string? Move(ClockRequest request)
    {
        if (request.Advance is null == request.Set is null)
        {
            return "Give either advance (a duration such as PT10M) or set (a moment such as 2026-05-11T08:30:00Z)";
        }

        if (request.Set is not null)
        {
            if (!ConvoTime.TryParse(request.Set, out var moment) || (moment - clock.GetUtcNow()).Duration() > SandboxClock.LongestMove)
            {
                return "set must be an ISO 8601 date-time at most ten years from the clock's present";
            }

            clock.Set(moment);
            return null;
        }

        if (!Durations.TryParse(request.Advance, TimeSpan.Zero, out var by) || by < TimeSpan.Zero || by > SandboxClock.LongestMove)
        {
            return "advance must be an ISO 8601 duration from PT0S to ten years; to go back use set";
        }

        if ((clock.GetUtcNow() + by).Year > 9000)
        {
            return "The clock does not go beyond the year 9000";
        }

        clock.Advance(by);
        return null;
    }
}
