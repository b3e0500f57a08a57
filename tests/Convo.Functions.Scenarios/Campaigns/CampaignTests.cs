using Convo.Functions.Core.Polling;
using Convo.Functions.Scenarios.Functions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>
/// Weeks of meetings in three accounts on a product with two instances, while deliveries are lost, doubled, late and out of order and calls are refused: what
/// Convo has is what we have, each is told of once, and no account is asked for more than it may be.
/// </summary>
[Collection(Alone.Name)]
public sealed class CampaignTests(ITestOutputHelper output)
{
    [Fact]
    public async Task On_one_machine_the_sets_are_equal_the_budgets_kept_and_nothing_ran_twice() =>
        await HoldsAsync(size => new StandalonePair(size.Seed), CampaignSize.Asked(meetings: 120, days: 4));

    [Fact]
    public async Task On_the_function_app_the_sets_are_equal_the_budgets_kept_and_nothing_ran_twice() =>
        await HoldsAsync(size => new FunctionsPair(size.Seed), CampaignSize.Asked(meetings: 24, days: 3));

    [Fact]
    public async Task A_product_that_is_deaf_to_Convos_list_does_not_pass()
    {
        var size = new CampaignSize(Meetings: 12, Days: 3, Seed: 7);
        await using var stage = new StandalonePair(size.Seed, services => services.AddSingleton<IConversationList, DeafList>());
        await stage.StartAsync();
        var (truth, found) = await new Campaign(stage, CampaignPlan.Make(size)).RunAsync();

        var wrong = Verdict.Of(truth, found);

        output.WriteLine(string.Join('\n', wrong));
        Assert.Contains(wrong, line => line.StartsWith("sets: starter lists", StringComparison.Ordinal));
        Assert.Contains(wrong, line => line.StartsWith("line: starter says", StringComparison.Ordinal));
    }

    private async Task HoldsAsync(Func<CampaignSize, CampaignStage> make, CampaignSize size)
    {
        output.WriteLine($"{size}");
        await using var stage = make(size);
        await stage.StartAsync();
        var campaign = new Campaign(stage, CampaignPlan.Make(size)) { Progress = Console.Error.WriteLine };
        var (truth, found) = await campaign.RunAsync();
        CampaignReport.Print(output, stage, campaign, truth, found);

        // All of it: the assertion shows the first few.
        var wrong = Verdict.Of(truth, found);
        output.WriteLine(string.Join('\n', wrong));
        Assert.Empty(wrong);
    }
}
