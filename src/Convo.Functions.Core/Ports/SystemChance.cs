using System.Security.Cryptography;

namespace Convo.Functions.Core.Ports;

/// <summary>The dice of production.</summary>
public sealed class SystemChance : IChance
{
    private const double Steps = 1 << 30;

    /// <inheritdoc/>
    public double Next() => RandomNumberGenerator.GetInt32(1 << 30) / Steps;

    /// <inheritdoc/>
    public string NewId()
    {
        Span<byte> bits = stackalloc byte[16];
        RandomNumberGenerator.Fill(bits);
        return Convert.ToHexStringLower(bits);
    }
}
