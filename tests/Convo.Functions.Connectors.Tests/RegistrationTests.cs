using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Outgoing;
using Convo.Functions.Core.Planning;
using Convo.Functions.Simulation.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Connectors.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Every_action_is_registered()
    {
        using var provider = Provider();

        var there = typeof(ConnectorServices).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IRecipeAction)));
        Assert.Equal(
            there.Select(type => type.Name).Order(StringComparer.Ordinal),
            provider.GetServices<IRecipeAction>().Select(action => action.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_that_the_connectors_promise_can_be_made()
    {
        using var provider = Provider();

        Assert.NotNull(provider.GetService<IFactSource>());
        Assert.NotNull(provider.GetService<IGenerations>());
        Assert.NotNull(provider.GetService<IShareLinks>());
        Assert.NotNull(provider.GetService<IConvoAccount>());
        Assert.Equal(["convo", "mail", "slack"], provider.GetServices<IConnectionTest>().Select(test => test.Kind).Order(StringComparer.Ordinal));
        Assert.NotNull(provider.GetService<IHookSignature>());
        Assert.Contains(provider.GetRequiredService<IEnumerable<IRecipeAction>>(), action =>
            ReferenceEquals(action, provider.GetServices<IRecipeAction>().First()));
    }

    [Fact]
    public void Every_action_s_sample_is_valid_and_shows_its_own_facts()
    {
        using var provider = Provider();

        Assert.All(provider.GetServices<IRecipeAction>(), action =>
        {
            Assert.Empty(action.Check(action.Sample, "sample"));
            Assert.NotEmpty(action.Needs(action.Sample));
            Assert.Contains("Q1 Planning Review", action.Render(action.Sample, new RenderScope(FactCatalogue.SampleFacts(), TimeZoneInfo.Utc)).Preview);
            Assert.Matches("^[a-z]+\\.[a-z-]+$", action.Info.Name);
        });
    }

    internal static ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Core.Ports.IChance>(new Core.Ports.SystemChance());
        services.AddSingleton<ICallBudget>(new CallBudget(new MemoryTables(), new Core.Ports.SystemChance(), TimeProvider.System));
        services.AddSingleton<IConnectionSecrets>(new GivenSecrets("apiKey", "convo_x"));
        return services.AddConnectors(LoopbackRule.Forbidden).BuildServiceProvider();
    }
}
