namespace Convo.Functions.HostStandIn.Handler;

/// <summary>A handler that runs already, in this process or elsewhere: it is never started, and nothing ends it.</summary>
/// <param name="address">Where it listens.</param>
public sealed class HandlerAtAddress(Uri address) : IHandlerProgram, IRunningHandler
{
    private readonly TaskCompletionSource<int> never = new();

    public Uri Address => address;

    public Task<int> Exited => never.Task;

    public IRunningHandler Start(int port) => this;

    public void Kill()
    {
    }
}
