using System.Diagnostics;

namespace Convo.Functions.Processes.Stage;

/// <summary>Waits for what another program does in its own time: asks again and again, for a bounded time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">Asks.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="what">What is waited for, for the failure.</param>
    public static async Task HoldsAsync(Func<Task<bool>> holds, TimeSpan patience, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < patience, $"Not within {patience}: {what}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
