namespace Convo.Functions.Standalone;

/// <summary>Another program has the port.</summary>
/// <param name="port">Which port.</param>
/// <param name="option">The option that chooses another.</param>
/// <param name="inner">What the system said.</param>
public sealed class PortInUseException(int port, string option, Exception inner)
    : Exception($"Port {port} is in use. Stop the program that has it, or choose another with {option}, for example {option} {port + 10}.", inner);
