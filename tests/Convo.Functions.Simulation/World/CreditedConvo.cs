using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>What Convo has generated, and what that cost: a credit each time that it does not have it, whether or not anybody hears of it.</summary>
internal sealed class CreditedConvo(SimulatedWorld world)
{
    private readonly Dictionary<string, int> spent = [];
    private readonly HashSet<string> made = [];

    /// <summary>All credits that were spent.</summary>
    public int Spent => spent.Values.Sum();

    /// <summary>Whether Convo has it.</summary>
    public bool Has(string conversation, Generation what) => made.Contains(Wish(conversation, what));

    /// <summary>Whether a credit was spent, and nothing came of it.</summary>
    public bool IsLost(string conversation, Generation what) => spent.ContainsKey(Wish(conversation, what)) && !Has(conversation, what);

    /// <summary>Generates; what is lost costs, and is not there afterwards.</summary>
    /// <returns>True where it was there, so that nothing was spent.</returns>
    public bool Generate(string conversation, Generation what, bool isLost)
    {
        var wish = Wish(conversation, what);

        if (made.Contains(wish))
        {
            return true;
        }

        spent[wish] = spent.GetValueOrDefault(wish) + 1;

        if (spent[wish] > 1)
        {
            world.Fail($"{spent[wish]} credits were spent on {wish}");
        }

        if (!isLost)
        {
            made.Add(wish);
        }

        return false;
    }

    private static string Wish(string conversation, Generation what) => $"{what.Name} of {conversation}";
}

/// <summary>Convo as one instance has it generate: it may refuse, put off, hang, spend a credit for nothing, or do it all and not be heard.</summary>
internal sealed class ScriptedGenerations(SimulatedWorld world, Instance instance) : IGenerations
{
    public async Task<Generated> GenerateAsync(Connection connection, string conversationId, Generation what, CancellationToken cancellation)
    {
        if (world.Recipes.Known.All(recipe => recipe.CreditsPerMonth is 0))
        {
            throw new InvalidOperationException("A credit was to be spent that no recipe allows.");
        }

        await world.Scheduler.PassAsync(instance, $"generate {what.Name} of {conversationId}", cancellation);
        var ending = world.NextEnding();

        switch (ending)
        {
            case OutsideEnding.Refuses:
                return new Generated.Denied("the plan has none", "Choose another plan.");
            case OutsideEnding.TriesAgain or OutsideEnding.WaitsItsTurn:
                return new Generated.Later("503", world.Now + TimeSpan.FromSeconds(7));
            case OutsideEnding.HangsWithoutEffect:
                await SimulatedWorld.HangAsync(instance, cancellation);
                break;
        }

        var isLost = ending is not OutsideEnding.Works && world.Choices.Pick(Topic.Outside, 2) is 1;
        var wasThere = world.Credits.Generate(conversationId, what, isLost);

        switch (ending)
        {
            case OutsideEnding.WorksUnheard:
                return new Generated.MayHaveCost("The connection broke.");
            case OutsideEnding.WorksAndThrows:
                throw new InvalidOperationException("the answer made no sense");
            case OutsideEnding.WorksAndHangs:
                await SimulatedWorld.HangAsync(instance, cancellation);
                break;
        }

        await world.Scheduler.PassAsync(instance, $"answer: generate {what.Name}", cancellation);
        return new Generated.Written(GeneratedText.AtConvo) { WasStored = wasThere };
    }
}
