using System.Runtime.InteropServices;

namespace Convo.Functions.Benchmarks.Drive;

/// <summary>Signals to a process that we started, or to the group that it leads. The numbers are Linux's.</summary>
internal static partial class PosixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal to one process.</summary>
    public static void Send(int processId, int signal) => _ = SendSignal(Checked(processId), signal);

    /// <summary>Sends a signal to the group that a process leads.</summary>
    public static void SendToGroup(int leader, int signal) => _ = SendSignal(-Checked(leader), signal);

    // 0 and below mean "my own group" and "everybody".
    private static int Checked(int processId) => processId > 1
        ? processId
        : throw new ArgumentOutOfRangeException(nameof(processId), processId, "no process of ours");

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
