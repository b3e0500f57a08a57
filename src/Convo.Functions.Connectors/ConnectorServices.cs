using Convo.Functions.Connectors.ConvoApi;
using Convo.Functions.Connectors.Http;
using Convo.Functions.Connectors.Mail;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Polling;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Connectors;

/// <summary>Puts the connectors into a program.</summary>
public static class ConnectorServices
{
    private static readonly HttpLimits SlackLimits = new(TimeSpan.FromSeconds(20), 1024 * 1024);

    /// <summary>
    /// Adds every action, the fact source, Convo's account and signature, and the tests of connections. The program brings the clock
    /// (<see cref="TimeProvider"/>), the dice (<see cref="Core.Ports.IChance"/>) and the secrets (<see cref="IConnectionSecrets"/>).
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="loopback">Which ports of this machine may be called: none, but for the sandbox and for tests.</param>
    public static IServiceCollection AddConnectors(this IServiceCollection services, LoopbackRule loopback)
    {
        services.AddSingleton(new OutgoingHttp(loopback));
        services.AddSingleton<ConvoClients>();
        services.AddSingleton<ConversationRows>();
        services.AddSingleton<IFactSource, ConvoFacts>();
        services.AddSingleton<IGenerations, ConvoGenerations>();
        services.AddSingleton<IShareLinks, ConvoLinks>();
        services.AddSingleton<IConvoAccount, ConvoAccount>();
        services.AddSingleton<IConversationList, ConversationList>();
        services.AddSingleton<ICalendarAccount, ConvoCalendar>();
        services.AddSingleton<IHookSignature, ConvoSignature>();
        services.AddSingleton<IConnectionTest, ConvoConnectionTest>();

        services.AddSingleton(provider => new SlackAccess(provider.GetRequiredService<OutgoingHttp>(), SlackLimits));
        services.AddSingleton<SlackDirectory>();
        services.AddSingleton<ChannelPacing>();
        services.AddSingleton<SlackUsers>();
        services.AddSingleton<IConnectionTest, SlackConnectionTest>();
        services.AddSingleton<IEffect, AskForApproval>();
        services.AddSingleton<IButtonPresses, SlackPresses>();

        services.AddSingleton(new OutgoingMail(loopback));
        services.AddSingleton<MailAccess>();
        services.AddSingleton<IConnectionTest, MailConnectionTest>();

        // Named, not looked for: looking through all types would load what only mail needs at each start.
        services.AddSingleton<IRecipeAction, GenerateFeedback>();
        services.AddSingleton<IRecipeAction, GenerateKeyPoints>();
        services.AddSingleton<IRecipeAction, RenameMeeting>();
        services.AddSingleton<IRecipeAction, ShareMeeting>();
        services.AddSingleton<IRecipeAction, SendMail>();
        services.AddSingleton<IRecipeAction, PostSlackMessage>();
        return services;
    }
}
