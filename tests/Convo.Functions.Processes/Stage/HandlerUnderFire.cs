using Convo.Functions.HostStandIn.Handler;

namespace Convo.Functions.Processes.Stage;

/// <summary>The handler's program as the host starts it again and again, with a way to kill the one that runs.</summary>
internal sealed class HandlerUnderFire(IHandlerProgram program) : IHandlerProgram
{
    private volatile IRunningHandler? latest;
    private int started;

    /// <summary>How often the host has started it.</summary>
    public int Started => Volatile.Read(ref started);

    /// <summary>True from its start until its end.</summary>
    public bool Runs => latest is { Exited.IsCompleted: false };

    public IRunningHandler Start(int port)
    {
        Interlocked.Increment(ref started);
        return latest = program.Start(port);
    }

    /// <summary>Kills the one that was started last, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        var victim = latest ?? throw new InvalidOperationException("No handler was started.");
        victim.Kill();
        await victim.Exited;
    }
}
