using Xunit;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A scenario that no product runs proves nothing, and nothing would tell.</summary>
public sealed class EveryScenarioRuns
{
    private const string OneMachine = "one machine";
    private const string FunctionApp = "function app";

    // Forecasts: thousands of events through a real queue take too long, and the calls are made by the same code. Outsiders: it is about the host's proxy.
    private static readonly Dictionary<string, string> OnOneAlone = new() { ["ForecastScenarios"] = OneMachine, ["OutsiderScenarios"] = FunctionApp };

    public static TheoryData<Type> Scenarios { get; } = new(
        typeof(Scenario).Assembly.GetTypes().Where(type => type.IsAbstract && type.IsSubclassOf(typeof(Scenario)) && HasTests(type)));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_scenario_runs_on_both_products(Type scenario)
    {
        var products = scenario.Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(scenario))
            .Select(type => type.Name.StartsWith("Standalone", StringComparison.Ordinal) ? OneMachine : FunctionApp).Distinct().Order();

        Assert.Equal(OnOneAlone.TryGetValue(scenario.Name, out var one) ? [one] : [FunctionApp, OneMachine], products);
    }

    private static bool HasTests(Type type) => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true));
}
