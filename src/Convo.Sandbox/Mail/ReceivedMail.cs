namespace Convo.Sandbox.Mail;

/// <summary>A mail that came.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="At">When, by the sandbox's clock.</param>
/// <param name="From">The sender of the envelope; empty for the empty one.</param>
/// <param name="Recipients">The recipients of the envelope: who would have got it.</param>
/// <param name="Raw">All of it, byte by byte.</param>
/// <param name="Shown">What a mail reader shows of it.</param>
internal sealed record ReceivedMail(int Id, DateTimeOffset At, string From, IReadOnlyList<string> Recipients, byte[] Raw, MailText Shown);
