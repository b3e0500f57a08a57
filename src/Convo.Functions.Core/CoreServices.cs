using Convo.Functions.Core.Access;
using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Doubles;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Forecasting;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Keeping;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Polling;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Core.Recipes.Store;
using Convo.Functions.Core.Trying;
using Convo.Functions.Core.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Core;

/// <summary>Puts the flow together. What it stands on (tables, queue, secrets, facts, actions, clock) comes from the head.</summary>
public static class CoreServices
{
    /// <summary>Adds the flow and the repositories.</summary>
    public static IServiceCollection AddConvoCore(this IServiceCollection services, FlowOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IChance, SystemChance>()
        .AddSingleton<ActionShelf>()
        .AddSingleton<ConnectionStore>()
        .AddSingleton<IConnections>(s => s.GetRequiredService<ConnectionStore>())
        .AddSingleton<IConnectionSecrets>(s => s.GetRequiredService<ConnectionStore>())
        .AddSingleton(s => new RecipeVocabulary(s.GetServices<IRecipeAction>()))
        .AddSingleton<RecipeStore>()
        .AddSingleton<RecipeUndo>()
        .AddSingleton<IRecipes>(s => s.GetRequiredService<RecipeStore>())
        .AddSingleton<SampleRecipe>()
        .AddSingleton<PrivacyRuleBook>()
        .AddSingleton<IPrivacyRules>(s => s.GetRequiredService<PrivacyRuleBook>())
        .AddSingleton<MeetingStore>()
        .AddSingleton<MeetingReads>()
        .AddSingleton<LastRuns>()
        .AddSingleton<OpenWork>()
        .AddSingleton<Timeline>()
        .AddSingleton<ContentStore>()
        .AddSingleton<Quarantine>()
        .AddSingleton<Hints>()
        .AddSingleton<Inbox>()
        .AddSingleton<Wishes>()
        .AddSingleton<AuditTrail>()
        .AddAccounts()
        .AddSingleton<CalendarStore>()
        .AddSingleton<CalendarRefresh>()
        .AddSingleton<MatchMemory>()
        .AddSingleton<CalendarFacts>()
        .AddSingleton<ManyWishes>()
        .AddSingleton<Gathering>()
        .AddSingleton<CreditBook>()
        .AddSingleton<Generating>()
        .AddSingleton<Sharing>()
        .AddSingleton<MadeFacts>()
        .AddSingleton<SeveralAccounts>()
        .AddSingleton<EventClaims>()
        .AddSingleton<DoubleRecordings>()
        .AddSingleton<Planner>()
        .AddSingleton<Trials>()
        .AddSingleton<Forecasts>()
        .AddSingleton<Gallery>()
        .AddSingleton<Deliverer>()
        .AddSingleton<Answering>()
        .AddSingleton<Answers>()
        .AddSingleton<ApprovalLinks>()
        .AddSingleton<ApprovalReads>()
        .AddSingleton<ButtonKeys>()
        .AddSingleton<ButtonAnswers>()
        .AddSingleton<ButtonDoor>()
        .AddSingleton<Expiry>()
        .AddSingleton<Ending>()
        .AddSingleton<Flow>()
        .AddSingleton<IAccept>(s => s.GetRequiredService<Flow>());

    private static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountAlarm>()
        .AddSingleton<CallBudget>()
        .AddSingleton<ICallBudget>(s => s.GetRequiredService<CallBudget>())
        .AddSingleton<AccountStore>()
        .AddSingleton<AiQuotas>()
        .AddSingleton<Waking>()
        .AddSingleton<AccountWatch>()
        .AddSingleton<PollStore>()
        .AddSingleton<Finds>()
        .AddSingleton<Comparing>()
        .AddSingleton<AccountPoll>()
        .AddSingleton<Poll>()
        .AddSingleton<CompletenessReads>()
        .AddSingleton<WebhookStore>()
        .AddSingleton<NewSecrets>();
}
