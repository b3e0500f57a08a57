using Convo.Functions.Scenarios.Approving;
using Convo.Functions.Scenarios.Editing;
using Convo.Functions.Scenarios.Mail;
using Convo.Functions.Scenarios.MainJob;
using Convo.Functions.Scenarios.Polling;
using Convo.Functions.Scenarios.Trouble;
using Convo.Functions.Scenarios.Webhooks;
using Xunit;

namespace Convo.Functions.Scenarios.Functions;

public sealed class FunctionsMainJob(ForwardingHost host) : MainJobScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsMainJobInProxyMode(ProxyHost host) : MainJobScenarios(host), IClassFixture<ProxyHost>;

public sealed class OutsidersInForwardingMode(ForwardingHost host) : OutsiderScenarios(host), IClassFixture<ForwardingHost>;

public sealed class OutsidersInProxyMode(ProxyHost host) : OutsiderScenarios(host), IClassFixture<ProxyHost>;

public sealed class FunctionsBundledMeetings(ForwardingHost host) : BundledMeetingScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsRefreshes(ForwardingHost host) : RefreshScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsRecipes(ForwardingHost host) : RecipeScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsOffers(ForwardingHost host) : OfferScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsFeedback(ForwardingHost host) : FeedbackScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsQuestions(ForwardingHost host) : QuestionScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsCalendars(ForwardingHost host) : CalendarScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsSlackTrouble(ForwardingHost host) : SlackTroubleScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsConvoTrouble(ForwardingHost host) : ConvoTroubleScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsHangingStore(ForwardingHost host) : HangingStoreScenarios(host, host.Store), IClassFixture<ForwardingHost>;

public sealed class FunctionsClock(ForwardingHost host) : ClockScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsDeletions(ForwardingHost host) : DeletionScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsPrivacy(ForwardingHost host) : PrivacyScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsContent(ForwardingHost host) : ContentScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsMail(ForwardingHost host) : MailScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsDraftedMail(ForwardingHost host) : DraftedMailScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsGallery(ForwardingHost host) : GalleryScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsReadyRecipes(ForwardingHost host) : ReadyRecipeScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsMeetingPages(ForwardingHost host) : MeetingPageScenarios(host), IClassFixture<ForwardingHost>;

[Collection(Alone.Name)]
public sealed class FunctionsQuarantine(ForwardingHost host) : QuarantineScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsConnections(ForwardingHost host) : ConnectionScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsCanaries(ForwardingHost host) : CanaryScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsStoppedAccounts(ForwardingHost host) : StoppedAccountScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsDoubleRecordings(ForwardingHost host) : DoubleRecordingScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsPolling(ForwardingHost host) : PollScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsLostEvents(ForwardingHost host) : LostEventScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsDecisions(ForwardingHost host) : DecidingScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsButtons(ForwardingHost host) : ButtonScenarios(host), IClassFixture<ForwardingHost>;

[Collection(Alone.Name)]
public sealed class FunctionsWebhooks(ForwardingHost host) : WebhookScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsPages(ForwardingHost host) : PageScenarios(host), IClassFixture<ForwardingHost>;
