using System.Globalization;
using System.Xml;
using Convo.Sandbox.Faults;

namespace Convo.Sandbox.Control;

/// <summary>Sets, shows and clears the named faults.</summary>
internal sealed class FaultControl(FaultBook faults)
{
    private const string Names = "drop, double, delay, reorder, 429, 500, html, hang, shift, 450, 550";
    private const string List = "/api/v1/conversations";
    private const int MostRows = 100;
    private static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualHang = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/faults", ShowAsync);
        control.MapPost("/faults", SetAsync);
        control.MapDelete("/faults", ClearAsync);
        control.MapDelete("/faults/{id:int}", RemoveAsync);
    }

    private Task ShowAsync(HttpContext context)
    {
        List<FaultItem> items = [.. faults.Read().Select(f => new FaultItem(
            f.Id,
            f.Fault.Kind,
            f.Fault.Target.Name,
            f.Fault.Probability,
            f.Fault.Count,
            f.Fault.Seed,
            XmlConvert.ToString(f.Fault.Duration),
            f.Fault.RetryAfterSeconds,
            f.Fault.When,
            f.Fault.Kind is FaultKind.Shift ? f.Fault.Rows : null,
            f.Struck))];
        return ControlAnswer.WriteAsync(context, new FaultList(items), ControlJson.Wire.FaultList);
    }

    private async Task SetAsync(HttpContext context)
    {
        if (await ControlAnswer.ReadAsync(context, ControlJson.Wire.FaultRequest) is not { } request)
        {
            return;
        }

        var read = (request.Faults ?? [request]).Select(Read).ToList();
        if (read.Find(r => r.Fault is null).Problem is { } problem)
        {
            await ControlAnswer.RefuseAsync(context, problem);
            return;
        }

        if (!faults.TryAdd([.. read.Select(r => r.Fault!)]))
        {
            await ControlAnswer.RefuseAsync(context, $"At most {FaultBook.Capacity} faults at once; DELETE /control/faults clears them");
            return;
        }

        await ShowAsync(context);
    }

    private Task ClearAsync(HttpContext context)
    {
        faults.Clear();
        return ShowAsync(context);
    }

    private Task RemoveAsync(HttpContext context) =>
        faults.TryRemove(int.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture))
            ? ShowAsync(context)
            : ControlAnswer.RefuseAsync(context, "No fault has this id", StatusCodes.Status404NotFound);

    private static (Fault? Fault, string? Problem) Read(FaultRequest? request)
    {
        if (request is null || KindOf(request.Fault) is not { } kind)
        {
            return (null, $"fault must be one of: {Names}");
        }

        if (FaultTarget.Parse(request.Target) is not { } target)
        {
            return (null, $"target must be {FaultTarget.Forms}");
        }

        var isOfMailAlone = kind is FaultKind.RefuseRecipient or FaultKind.DeferRecipient;
        var goesWithMail = isOfMailAlone || kind is FaultKind.Drop or FaultKind.Delay or FaultKind.Hang;
        if (target.IsMail ? !goesWithMail : isOfMailAlone)
        {
            return (null, "450 and 550 go with the target mail, and with mail go drop, delay, hang, 450 and 550");
        }

        if (kind is FaultKind.Double or FaultKind.Reorder && target.IsCalls)
        {
            return (null, $"{request.Fault} only goes with the target webhook");
        }

        if (kind is not (FaultKind.Double or FaultKind.Reorder or FaultKind.Drop or FaultKind.Delay) && !target.IsCalls && !target.IsMail)
        {
            return (null, $"{request.Fault} spoils an answer of the sandbox and does not go with the target webhook, where the receiver answers");
        }

        if (kind is FaultKind.Shift && !(target.Covers(List) && request.Rows is null or (>= -MostRows and <= MostRows and not 0)))
        {
            return (null, $"shift goes with the target convo or {List}, and rows is a number from -{MostRows} to {MostRows} but not 0");
        }

        if (request.Probability is not (null or (> 0 and <= 1)) || request.Count is <= 0 || request.RetryAfter is < 0)
        {
            return (null, "probability must be over 0 and at most 1, count at least 1, retryAfter at least 0");
        }

        var usual = kind == FaultKind.Hang ? UsualHang : UsualDelay;
        if (!Durations.TryParse(request.Duration, usual, out var duration) || duration < TimeSpan.Zero || duration > LongestWait)
        {
            return (null, "duration must be an ISO 8601 duration of at most 7 days, for example PT30S");
        }

        return (
            new(
                kind,
                target,
                request.Probability,
                request.Count,
                request.Seed ?? 1,
                duration,
                request.RetryAfter ?? 30,
                request.When ?? FaultMoment.Before,
                request.Rows ?? 1),
            null);
    }

    private static FaultKind? KindOf(string? name) => name switch
    {
        "drop" => FaultKind.Drop,
        "double" => FaultKind.Double,
        "delay" => FaultKind.Delay,
        "reorder" => FaultKind.Reorder,
        "429" => FaultKind.TooManyRequests,
        "500" => FaultKind.ServerError,
        "html" => FaultKind.Html,
        "hang" => FaultKind.Hang,
        "shift" => FaultKind.Shift,
        "450" => FaultKind.DeferRecipient,
        "550" => FaultKind.RefuseRecipient,
        _ => null,
    };
}
