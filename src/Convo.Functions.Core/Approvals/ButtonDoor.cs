using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Approvals;

/// <summary>What to answer to the tool in which a button was pressed.</summary>
public enum DoorAnswer
{
    /// <summary>Dealt with: the message says what became of it, or the person was told (200).</summary>
    Taken,

    /// <summary>Being saved; the person is told if that fails (200).</summary>
    Saving,

    /// <summary>Not proven to be the tool's (401), whatever the reason.</summary>
    Denied,

    /// <summary>Signed, but about something that this connection did not ask for (403).</summary>
    Foreign,

    /// <summary>Signed, but no press of a button of ours (400).</summary>
    Unreadable,

    /// <summary>The secrets can't be read now, so nothing can be proven (503).</summary>
    Unavailable,
}

/// <summary>
/// The door for presses of buttons: fails closed on the signature. The tool gives up after three seconds, so what takes longer goes on after the
/// answer; the message in the channel changes only once the answer is a row.
/// </summary>
public sealed partial class ButtonDoor(
    IEnumerable<IButtonPresses> tools, ButtonKeys keys, ButtonAnswers answers, TimeProvider clock, ILogger<ButtonDoor> log)
{
    // Slack wants its answer within 3 s ("Handling user interaction", section "Acknowledgment response"); the way takes its time too.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan KeyAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAge = TimeSpan.FromSeconds(5);

    /// <summary>Takes a press in.</summary>
    /// <param name="connection">The connection that the address names.</param>
    /// <param name="body">The raw bytes. They are kept: the caller doesn't use the memory again.</param>
    /// <param name="timestamp">The time that the tool gave.</param>
    /// <param name="signature">The tool's signature.</param>
    /// <param name="app">Where the app is reached from outside.</param>
    public async Task<DoorAnswer> ReceiveAsync(string connection, ReadOnlyMemory<byte> body, string? timestamp, string? signature, Uri app)
    {
        using var limit = new CancellationTokenSource(AnswerWithin, clock);
        IButtonPresses? tool;

        try
        {
            tool = await SignedAsync(connection, body, timestamp, signature, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            Log.KeysNotRead(log, e.GetType());
            return DoorAnswer.Unavailable;
        }

        if (tool is null)
        {
            return DoorAnswer.Denied;
        }

        if (tool.Read(body.Span) is not { } press || ButtonValue.Parse(press.Value) is not { } value)
        {
            return DoorAnswer.Unreadable;
        }

        var work = AnswerAsync(tool, connection, press, value, app);

        try
        {
            return await work.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            _ = TellSavingAsync(tool, press);
            return DoorAnswer.Saving;
        }
    }

    private static Task TellSavingAsync(IButtonPresses tool, ButtonPress press) =>
        tool.TellAsync(press, new ButtonReply("Saving… The message changes once it is saved."), CancellationToken.None);

    private async Task<IButtonPresses?> SignedAsync(
        string connection, ReadOnlyMemory<byte> body, string? timestamp, string? signature, CancellationToken cancellation)
    {
        // The secret may be newer than what is known.
        foreach (var age in new[] { KeyAge, RetryAge })
        {
            if (await keys.FindAsync(connection, age, cancellation) is var (kind, secret)
                && tools.FirstOrDefault(one => one.Kind == kind) is { } tool
                && tool.IsSigned(body.Span, timestamp, signature, secret, clock.GetUtcNow()))
            {
                return tool;
            }
        }

        return null;
    }

    // Goes on when the tool has its answer, and never throws: nobody would hear it.
    private async Task<DoorAnswer> AnswerAsync(IButtonPresses tool, string connection, ButtonPress press, ButtonValue value, Uri app)
    {
        using var limit = new CancellationTokenSource(GivesUpAfter, clock);

        try
        {
            return await answers.TakeAsync(tool, connection, press, value, app, limit.Token);
        }
#pragma warning disable CA1031 // The person who pressed is told whatever went wrong, even a bug of ours.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NotSaved(log, e.GetType());
            await tool.TellAsync(press, new ButtonReply("Not saved: the store can't be reached right now. Press again in a minute."), CancellationToken.None);
            return DoorAnswer.Taken;
        }
    }

    private static partial class Log
    {
        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(1, LogLevel.Warning, "The press of a button could not be proven, because the secrets can't be read: {Error}")]
        public static partial void KeysNotRead(ILogger log, Type error);

        [LoggerMessage(2, LogLevel.Warning, "An answer that came by a button was not saved: {Error}")]
        public static partial void NotSaved(ILogger log, Type error);
    }
}
