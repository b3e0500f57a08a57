using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Core.Meetings;

namespace Convo.Functions.Processes.Stage;

/// <summary>A product as programs of its own beside the sandbox, connected as real accounts are, so that either can be killed without the other.</summary>
internal interface IStage : IAsyncDisposable
{
    SandboxProcess Sandbox { get; }

    HookSigner Signer { get; }

    /// <summary>The API as people reach it.</summary>
    AppApi Api { get; }

    /// <summary>Where Convo's events go: one address for each instance.</summary>
    IReadOnlyList<Uri> Hooks { get; }

    /// <summary>Has it run again after a crash, and waits until it answers.</summary>
    Task StartAsync();

    /// <summary>Kills it as a power cut would.</summary>
    Task CrashAsync();

    /// <summary>Has it started, and killed a time later, however far it has come.</summary>
    Task CrashAtStartAsync(TimeSpan after);

    /// <summary>True where somebody else answers with this status for a program that has died.</summary>
    bool IsNoAnswer(int status);

    /// <summary>True while the open-work index has a row; may be asked while it runs.</summary>
    Task<bool> HasOpenWorkAsync();

    /// <summary>Stops it, and gives what it has stored.</summary>
    Task<IStored> StopAsync();
}

/// <summary>What a product has stored, read past it.</summary>
internal interface IStored : IAsyncDisposable
{
    /// <summary>All that is stored of a meeting.</summary>
    Task<MeetingSnapshot> MeetingAsync(string conversation);

    /// <summary>What is wrong with the store itself.</summary>
    Task<IReadOnlyList<string>> ProblemsAsync();
}
