namespace Convo.Functions.Core.Ports;

/// <summary>The one seam for randomness, so that every run of a test can be repeated from its seed.</summary>
public interface IChance
{
    /// <summary>A number from 0 up to, not including, 1: for jitter. Not for secrets.</summary>
    double Next();

    /// <summary>A new id of 128 random bits, 32 lower-case hex digits: for nonces and ids. Not for secrets.</summary>
    string NewId();
}
