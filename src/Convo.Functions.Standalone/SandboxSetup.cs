using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Core.Recipes.Store;
using Convo.Sandbox;

namespace Convo.Functions.Standalone;

/// <summary>Connects the sandbox as a person would connect real accounts, and publishes the sample recipe at the very first start.</summary>
public sealed partial class SandboxSetup(
    ConnectionStore connections, WebhookGuard guard, RecipeStore recipes, RecipeVocabulary vocabulary, ILogger<SandboxSetup> log)
{
    private const string ConvoName = "sandbox";
    private const string SlackName = "slack";
    private const string Actor = "first start";

    /// <summary>Whether a Convo account other than the sandbox is connected.</summary>
    public static async Task<bool> HasRealAccountAsync(ITables tables, CancellationToken cancellation) =>
        (await ConnectionStore.ListAsync(tables, cancellation)).Any(c => c.Kind == ConnectionKind.Convo.Name && c.Name != ConvoName);

    /// <summary>Makes or mends the connections, registers the webhook, and publishes the sample recipe where there is no recipe at all.</summary>
    public async Task ConnectAsync(SandboxServer sandbox, Uri app, CancellationToken cancellation)
    {
        var convo = await EnsureAsync(ConvoName, ConnectionKind.Convo.Name, sandbox.Address, ("apiKey", SandboxServer.ConvoApiKey), cancellation);
        await EnsureAsync(SlackName, ConnectionKind.Slack.Name, sandbox.SlackAddress, ("token", SandboxServer.SlackBotToken), cancellation);

        if (convo is not null && await guard.EnsureAsync(convo, app, cancellation) is AccountAnswer<string>.Not not)
        {
            Log.NoWebhook(log, not.Reason, not.Advice);
        }

        if ((await recipes.ListAsync(cancellation)).Count == 0)
        {
            var sample = ReadyRecipes.Document(ReadyRecipes.ActionItemsToSlack)!.Value;
            await recipes.SaveDraftAsync(sample, vocabulary, Actor, ifTag: null, cancellation);
            await recipes.PublishAsync(ReadyRecipes.ActionItemsToSlack, vocabulary, ifTag: null, cancellation);
        }
    }

    // A connection of this name that points elsewhere is a person's own and stays as it is.
    private async Task<Connection?> EnsureAsync(string name, string kind, Uri address, (string Name, string Value) secret, CancellationToken cancellation)
    {
        var known = await connections.FindAsync(name, cancellation);
        var baseUrl = known?.Settings.GetValueOrDefault(ConnectionKind.BaseUrlSetting);

        if (known is not null && (baseUrl == address.AbsoluteUri || baseUrl is null || !new Uri(baseUrl).IsLoopback))
        {
            return known.Kind == kind ? known : null;
        }

        var draft = new ConnectionDraft(
            name,
            kind,
            new Dictionary<string, string> { [ConnectionKind.BaseUrlSetting] = address.AbsoluteUri },
            new Dictionary<string, string> { [secret.Name] = secret.Value });
        return await connections.SaveAsync(draft, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox's webhook could not be registered: {Reason} {Advice}")]
        public static partial void NoWebhook(ILogger log, string reason, string advice);
    }
}
