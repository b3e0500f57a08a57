using Convo.Functions.Scenarios.Approving;
using Convo.Functions.Scenarios.MainJob;
using Convo.Functions.Scenarios.Trouble;
using Xunit;

namespace Convo.Functions.Scenarios.Functions;

public sealed class FunctionsMainJob(ForwardingHost host) : MainJobScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsMainJobInProxyMode(ProxyHost host) : MainJobScenarios(host), IClassFixture<ProxyHost>;

public sealed class OutsidersInForwardingMode(ForwardingHost host) : OutsiderScenarios(host), IClassFixture<ForwardingHost>;

public sealed class OutsidersInProxyMode(ProxyHost host) : OutsiderScenarios(host), IClassFixture<ProxyHost>;

public sealed class FunctionsBundledMeetings(ForwardingHost host) : BundledMeetingScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsRefreshes(ForwardingHost host) : RefreshScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsRecipes(ForwardingHost host) : RecipeScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsSlackTrouble(ForwardingHost host) : SlackTroubleScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsConvoTrouble(ForwardingHost host) : ConvoTroubleScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsClock(ForwardingHost host) : ClockScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsContent(ForwardingHost host) : ContentScenarios(host), IClassFixture<ForwardingHost>;

[Collection(Alone.Name)]
public sealed class FunctionsQuarantine(ForwardingHost host) : QuarantineScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsConnections(ForwardingHost host) : ConnectionScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsCanaries(ForwardingHost host) : CanaryScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsDecisions(ForwardingHost host) : DecidingScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsButtons(ForwardingHost host) : ButtonScenarios(host), IClassFixture<ForwardingHost>;

public sealed class FunctionsPages(ForwardingHost host) : PageScenarios(host), IClassFixture<ForwardingHost>;
