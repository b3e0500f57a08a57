namespace Convo.Sandbox.Chance;

/// <summary>
/// The sandbox's only source of chance: SplitMix64 from a seed, so that a run can be repeated. Made for ids and fault dice, not for secrets
/// that must not be guessed.
/// </summary>
internal sealed class SeededChance(ulong seed)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private readonly Lock gate = new();
    private ulong state = seed;

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Text of <paramref name="length"/> characters out of a-z and 0-9.</summary>
    public string NextId(int length) => string.Create(length, this, static (span, chance) =>
    {
        foreach (ref var character in span)
        {
            character = Alphabet[(int)(chance.Next() % (ulong)Alphabet.Length)];
        }
    });

    private ulong Next()
    {
        lock (gate)
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
