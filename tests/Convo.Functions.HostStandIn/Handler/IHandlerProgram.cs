namespace Convo.Functions.HostStandIn.Handler;

/// <summary>Something that runs the functions: a program of its own, or something in this process.</summary>
public interface IHandlerProgram
{
    /// <summary>Starts it; it is to listen on this port of 127.0.0.1, or says where it listens already.</summary>
    IRunningHandler Start(int port);
}

/// <summary>A handler that was started.</summary>
public interface IRunningHandler
{
    /// <summary>Where it listens, or will.</summary>
    Uri Address { get; }

    /// <summary>Completes with its exit code when it has ended, by whatever cause.</summary>
    Task<int> Exited { get; }

    /// <summary>Ends it at once and without a warning, as SIGKILL does.</summary>
    void Kill();
}
