using Convo.Functions.Scenarios.Approving;
using Convo.Functions.Scenarios.Editing;
using Convo.Functions.Scenarios.Mail;
using Convo.Functions.Scenarios.MainJob;
using Convo.Functions.Scenarios.Polling;
using Convo.Functions.Scenarios.Trouble;
using Convo.Functions.Scenarios.Webhooks;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

public sealed class StandaloneMainJob(StandaloneHost host) : MainJobScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneBundledMeetings(StandaloneHost host) : BundledMeetingScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneRefreshes(StandaloneHost host) : RefreshScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneRecipes(StandaloneHost host) : RecipeScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneOffers(StandaloneHost host) : OfferScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneFeedback(StandaloneHost host) : FeedbackScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneQuestions(StandaloneHost host) : QuestionScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneCalendars(StandaloneHost host) : CalendarScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneSlackTrouble(StandaloneHost host) : SlackTroubleScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneConvoTrouble(StandaloneHost host) : ConvoTroubleScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneHangingStore(StandaloneHost host) : HangingStoreScenarios(host, host.Store), IClassFixture<StandaloneHost>;

public sealed class StandaloneClock(StandaloneHost host) : ClockScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneDeletions(StandaloneHost host) : DeletionScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandalonePrivacy(StandaloneHost host) : PrivacyScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneContent(StandaloneHost host) : ContentScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneMail(StandaloneHost host) : MailScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneDraftedMail(StandaloneHost host) : DraftedMailScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneGallery(StandaloneHost host) : GalleryScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneReadyRecipes(StandaloneHost host) : ReadyRecipeScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneMeetingPages(StandaloneHost host) : MeetingPageScenarios(host), IClassFixture<StandaloneHost>;

// Thousands of events: on this product alone, the calls are made by the same code on the other.
public sealed class StandaloneForecasts(StandaloneHost host) : ForecastScenarios(host), IClassFixture<StandaloneHost>;

// These connect further Convo accounts; beside one of those, the product's own sandbox keeps its clock.
public sealed class StandaloneQuarantine(StandaloneBesideSandbox host) : QuarantineScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandaloneConnections(StandaloneBesideSandbox host) : ConnectionScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandaloneCanaries(StandaloneBesideSandbox host) : CanaryScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandaloneStoppedAccounts(StandaloneBesideSandbox host) : StoppedAccountScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandaloneDoubleRecordings(StandaloneBesideSandbox host) : DoubleRecordingScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandalonePolling(StandaloneBesideSandbox host) : PollScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandaloneLostEvents(StandaloneHost host) : LostEventScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneDecisions(StandaloneHost host) : DecidingScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandaloneButtons(StandaloneBesideSandbox host) : ButtonScenarios(host), IClassFixture<StandaloneBesideSandbox>;

public sealed class StandaloneWebhooks(StandaloneHost host) : WebhookScenarios(host), IClassFixture<StandaloneHost>;

public sealed class StandalonePages(StandaloneHost host) : PageScenarios(host), IClassFixture<StandaloneHost>;
