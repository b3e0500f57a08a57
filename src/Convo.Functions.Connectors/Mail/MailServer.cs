namespace Convo.Functions.Connectors.Mail;

/// <summary>The server of a connection of kind <c>mail</c>, as its settings and secrets name it.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="From">The address that mail comes from.</param>
/// <param name="FromName">The name beside it; null for none.</param>
/// <param name="User">The name to sign in with.</param>
/// <param name="Password">The password.</param>
/// <param name="IsOpen">True for a server on this machine that is spoken to without encryption.</param>
internal sealed record MailServer(string Host, int Port, string From, string? FromName, string User, string Password, bool IsOpen)
{
    /// <summary>Without the password: records print all they hold.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Why a mail was not taken.</summary>
/// <param name="Effect">Whether it can have been sent.</param>
/// <param name="Reason">What happened, without a word of the mail and without an address.</param>
/// <param name="Advice">What a person can do.</param>
internal sealed record MailTrouble(MailEffect Effect, string Reason, string Advice);

/// <summary>What is known of a mail that was not taken.</summary>
internal enum MailEffect
{
    /// <summary>It was not sent, and may be later.</summary>
    NotNow,

    /// <summary>It was not sent, and will not be like this.</summary>
    Refused,

    /// <summary>It may have been sent: the server had all of it and gave no answer.</summary>
    Unclear,
}
