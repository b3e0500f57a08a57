namespace Convo.Functions.Core.Intake;

/// <summary>Tells whether a body was signed by Convo. Implemented next to Convo's client, which knows the scheme.</summary>
public interface IHookSignature
{
    /// <summary>Checks in constant time; never throws, whatever the header holds.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="signature">The value of <c>X-Convo-Signature</c>.</param>
    /// <param name="secrets">The secrets that are valid now; with none, nothing is valid.</param>
    /// <returns>The index of the secret that signed it, or null.</returns>
    int? Match(ReadOnlySpan<byte> body, string? signature, IReadOnlyList<string> secrets);
}
