namespace Convo.Sandbox.Mail;

/// <summary>A conversation with the mail server can't go on: it is over a bound, silent, or broken off.</summary>
/// <param name="lastWord">What is said before the connection is closed; null where nobody is there to hear it.</param>
internal sealed class SmtpEndedException(string? lastWord) : Exception("The conversation with the mail server ended.")
{
    public string? LastWord => lastWord;
}
