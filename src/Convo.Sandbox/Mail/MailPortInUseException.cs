namespace Convo.Sandbox.Mail;

/// <summary>Another program has the port of the mailbox; that of the sandbox itself is told as a plain <see cref="IOException"/>.</summary>
/// <param name="port">Which port.</param>
/// <param name="inner">What the system said.</param>
public sealed class MailPortInUseException(int port, Exception inner) : IOException($"Port {port}, for mail, is in use.", inner)
{
    /// <summary>Which port.</summary>
    public int Port => port;
}
