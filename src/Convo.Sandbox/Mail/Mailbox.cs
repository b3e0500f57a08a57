namespace Convo.Sandbox.Mail;

/// <summary>The mails that came, in memory; the oldest go first.</summary>
/// <param name="clock">The sandbox's clock.</param>
internal sealed class Mailbox(TimeProvider clock)
{
    /// <summary>Most mails that are kept.</summary>
    public const int Capacity = 1_000;

    /// <summary>Most bytes that they take together: 100 MiB.</summary>
    public const long Room = 100 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<ReceivedMail> mails = new();
    private long size;
    private int lastId;

    /// <summary>Keeps a mail.</summary>
    /// <param name="from">The sender of the envelope.</param>
    /// <param name="recipients">The recipients of the envelope.</param>
    /// <param name="raw">The mail, byte by byte.</param>
    /// <returns>Its number, from 1.</returns>
    public int Add(string from, IReadOnlyList<string> recipients, byte[] raw)
    {
        var shown = MailText.Read(raw);
        lock (gate)
        {
            mails.Enqueue(new(++lastId, clock.GetUtcNow(), from, recipients, raw, shown));
            size += raw.Length;
            while (mails.Count > Capacity || size > Room)
            {
                size -= mails.Dequeue().Raw.Length;
            }

            return lastId;
        }
    }

    /// <summary>The last ones, the oldest of them first.</summary>
    public IReadOnlyList<ReceivedMail> Read(int latest = Capacity)
    {
        lock (gate)
        {
            return [.. mails.TakeLast(latest)];
        }
    }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        lock (gate)
        {
            mails.Clear();
            size = 0;
        }
    }
}
