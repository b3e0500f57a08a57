namespace Convo.Functions.Storage;

/// <summary>
/// Makes tables and queues before they are first used, without holding the start up: the first to need them waits for it, whoever that is, and all others
/// with it. One that was given up or failed is tried anew by the next.
/// </summary>
/// <param name="ensure">Makes what is missing.</param>
/// <param name="stopping">Ends it with the program: who waits may give up earlier, and it goes on for the next.</param>
internal sealed class FirstUse(Func<CancellationToken, Task> ensure, CancellationToken stopping)
{
    private readonly Lock gate = new();
    private Task? made;

    /// <summary>Completes once everything is there.</summary>
    public Task ReadyAsync(CancellationToken cancellation)
    {
        Task current;
        lock (gate)
        {
            if (made is null or { IsFaulted: true } or { IsCanceled: true })
            {
                made = Task.Run(() => ensure(stopping), stopping);
            }

            current = made;
        }

        return current.IsCompletedSuccessfully ? Task.CompletedTask : current.WaitAsync(cancellation);
    }
}
