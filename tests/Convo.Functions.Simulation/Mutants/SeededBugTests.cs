using Convo.Functions.Simulation.Shrinking;
using Convo.Functions.Simulation.World;
using Xunit.Abstractions;

namespace Convo.Functions.Simulation.Mutants;

public sealed class SeededBugTests(ITestOutputHelper output)
{
    // Seeds that the product itself passes: what fails here fails by the bug.
    private const ulong MostSeeds = 200;

    private static readonly Dictionary<string, Mutant> Bugs = new Mutant[]
    {
        new AckBeforeStoring(),
        new CloseWhateverTheTag(),
        new NeverConfirm(),
        new EffectBeforeClaim(),
        new NeverLook(),
        new NeverWithdraw(),
        new PlanWhateverTheTag(),
        new RecordWhateverTheTag(),
        new LoseHintsAndNeverSweep(),
    }.ToDictionary(m => m.GetType().Name);

    public static TheoryData<string> Names() => [.. Bugs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bug_that_is_put_in_is_found(string bug)
    {
        for (var seed = 0UL; seed < MostSeeds; seed++)
        {
            if (Shrinker.Run(seed, WorldSettings.Storm, Bugs[bug]).Failure is { } failure)
            {
                output.WriteLine($"{bug}: found by seed {seed}: {failure}");
                return;
            }
        }

        Assert.Fail($"{bug} lived through {MostSeeds} seeds.");
    }

    [Fact]
    public void A_failing_seed_is_shrunk_to_less_that_still_fails()
    {
        var first = Shrinker.Run(0, WorldSettings.Storm, Bugs[nameof(LoseHintsAndNeverSweep)]);
        var least = Shrinker.Shrink(0, WorldSettings.Storm, Bugs[nameof(LoseHintsAndNeverSweep)]);

        Assert.NotNull(least.Failure);
        Assert.True(least.Choices.Unusual.Count < first.Choices.Unusual.Count / 2, $"{first.Choices.Unusual.Count} -> {least.Choices.Unusual.Count}");
    }
}
