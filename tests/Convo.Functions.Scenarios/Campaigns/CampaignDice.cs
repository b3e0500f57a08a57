namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>Chances out of one seed (SplitMix64), so that a plan can be made again.</summary>
internal sealed class CampaignDice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A whole number from 0, below another.</summary>
    public int Pick(int below) => (int)(Draw() % (ulong)below);

    /// <summary>A whole number between two, both included.</summary>
    public int Between(int least, int most) => least + Pick(most - least + 1);

    /// <summary>True so many times in a hundred.</summary>
    public bool Percent(int chance) => Pick(100) < chance;

    private ulong Draw()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
