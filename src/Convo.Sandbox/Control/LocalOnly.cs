using System.Net;

namespace Convo.Sandbox.Control;

/// <summary>
/// Keeps web pages of other sites away from the control API: the Host must be this machine (against DNS rebinding) and an Origin, which every
/// browser sends with a POST, must be the sandbox's own.
/// </summary>
internal static class LocalOnly
{
    public static async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host;
        var origin = context.Request.Headers.Origin.ToString();
        if (!IsThisMachine(host.Host) || (origin.Length > 0 && origin != $"{context.Request.Scheme}://{host.Value}"))
        {
            await ControlAnswer.RefuseAsync(context, "The control API only answers to this machine and its own page", StatusCodes.Status403Forbidden);
            return;
        }

        await next(context);
    }

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
