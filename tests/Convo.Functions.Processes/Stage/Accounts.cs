using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Stage;

/// <summary>The accounts in the sandbox that every product is connected to.</summary>
internal static class Accounts
{
    /// <summary>The name of the connection to Convo.</summary>
    public const string Convo = "acme";

    /// <summary>The webhook's secret.</summary>
    public const string Secret = "whsec_a-secret-of-the-process-tests";

    private const string Slack = "slack";

    /// <summary>Connects them as real accounts are connected.</summary>
    public static async Task ConnectAsync(AppApi api, SandboxProcess sandbox, CancellationToken cancellation)
    {
        await api.ConnectConvoAsync(Convo, sandbox.Address, SandboxProcess.ApiKey, Secret, cancellation);
        await api.ConnectSlackAsync(Slack, sandbox.Slack, SandboxProcess.SlackToken, cancellation);
    }
}
