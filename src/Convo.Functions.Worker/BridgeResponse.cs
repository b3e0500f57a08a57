using Microsoft.AspNetCore.Http.Features;

namespace Convo.Functions.Worker;

/// <summary>
/// Status and headers of an answer. Nothing goes out before all is written, so that they may be changed to the end; who asked to be called before the
/// answer starts is called then (the framework's own class forgets them).
/// </summary>
internal sealed class BridgeResponse : HttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> starting = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> completed = [];

    public override void OnStarting(Func<object, Task> callback, object state) => starting.Push((callback, state));

    public override void OnCompleted(Func<object, Task> callback, object state) => completed.Push((callback, state));

    public Task StartAsync() => CallAsync(starting);

    public Task CompleteAsync() => CallAsync(completed);

    // The last to ask is called first, and one that is called may ask for more.
    private static async Task CallAsync(Stack<(Func<object, Task> Callback, object State)> callbacks)
    {
        while (callbacks.TryPop(out var next))
        {
            await next.Callback(next.State);
        }
    }
}
