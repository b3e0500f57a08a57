using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// Faults drawn from a seed. What befalls a request depends on the seed, on what it asks, and on how often that was asked before: not on the order in which
/// requests for different things arrive, so that a run with many at once can be repeated.
/// </summary>
/// <param name="seed">The seed; print it when a test fails.</param>
/// <param name="share">Of a thousand requests, how many meet a fault.</param>
/// <param name="faults">The faults to draw from.</param>
/// <param name="mostInARow">After so many faults the same request goes well, so that who tries again gets through in the end.</param>
public sealed class SeededFaults(int seed, int share, IReadOnlyList<StorageFault> faults, int mostInARow = 2) : IFaultPlan
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Asked, int InARow)> before = new(StringComparer.Ordinal);

    public StorageFault? For(StorageRequest request)
    {
        // Without the account: each run of a test has another one.
        var what = $"{request.Part} {request.Operation} {request.Container} {request.Partition} {request.Key}";
        lock (gate)
        {
            var (asked, inARow) = before.GetValueOrDefault(what);
            var fault = inARow < mostInARow ? Draw(what, asked) : null;
            before[what] = (asked + 1, fault is null ? 0 : inARow + 1);
            return fault;
        }
    }

    private StorageFault? Draw(string what, int asked)
    {
        var dice = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {asked} {what}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(dice) % 1000 < share
            ? faults[(int)(BinaryPrimitives.ReadUInt32LittleEndian(dice.AsSpan(4)) % faults.Count)]
            : null;
    }
}
