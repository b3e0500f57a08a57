namespace Convo.Functions.Standalone;

/// <summary>What a person reads after the start: where to go, and what to try first.</summary>
internal static class Banner
{
    public static async Task WriteAsync(StandaloneApp app, TextWriter console, CancellationToken cancellation)
    {
        var lines = new List<string>
        {
            "",
            "Convo.Functions is ready.",
            "",
            app.SignInToken is { } token
                ? $"  Sign in   {app.Address}#/token={token}"
                : $"  Sign in   {app.Address} with the token in CONVO_ADMIN_TOKEN",
            $"  Data      {app.DataFolder}",
        };

        if (app.Sandbox is { } sandbox)
        {
            lines.AddRange(
            [
                $"  Sandbox   {sandbox.Address}",
                $"  Mailbox   {sandbox.Address}#mailbox (it takes mail at 127.0.0.1:{sandbox.MailPort})",
                "",
                app.HasRealAccount
                    ? "  The sandbox runs beside your Convo account, because --sandbox was given."
                    : "  No Convo account is connected, so the sandbox stands in for Convo, Slack and the mail server.",
                "  Play a meeting on its page, or with:",
                $"    curl -X POST {sandbox.Address}control/meetings -H \"Content-Type: application/json\" -d '{{\"scenario\":\"weekly-sync\"}}'",
            ]);
        }

        lines.AddRange(["", "  Ctrl-C stops it.", ""]);
        await console.WriteLineAsync(string.Join(Environment.NewLine, lines).AsMemory(), cancellation);
        await console.FlushAsync(cancellation);
    }
}
