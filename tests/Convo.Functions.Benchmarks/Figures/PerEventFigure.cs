using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Inside;
using Convo.Functions.Core.Intake;

namespace Convo.Functions.Benchmarks.Figures;

/// <summary>What one event costs before it is stored: the door with its signature check, and reading the body as an event of a meeting.</summary>
internal sealed class PerEventFigure : IFigure
{
    private const int EventBytes = 1024;

    public string Name => "per-event";

    public string Title => "P8 signature, reading and routing of a 1 KB event, in process";

    public bool IsOnEveryHead => false;

    public async Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting)
    {
        await using var product = await Product.MakeAsync(database: null, new Uri("http://127.0.0.1:9/"));
        var door = product.Door(new ReadingOnly());
        var signer = new HookSigner(Product.Secret, TimeProvider.System);
        var body = signer.Body("conversation.created", "sess_0", "A meeting", EventBytes);
        var signature = signer.Sign(body);
        var events = setting.Choose(200_000, 20_000);
        await ReceiveAsync(door, body, signature, events);

        // Nothing in it waits, so all of it is done by this thread.
        var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        await ReceiveAsync(door, body, signature, events);
        var microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / events;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / events;

        return
        [
            new("time of one thread", $"{microseconds:0.0} us", "<= 60 us", microseconds <= 60),
            new("allocated", $"{bytes:N0} bytes", "<= 6,144 bytes", bytes <= 6144),
        ];
    }

    private static async Task ReceiveAsync(HookDoor door, byte[] body, string signature, int events)
    {
        for (var number = 0; number < events; number++)
        {
            if (await door.ReceiveAsync(Product.Connection, body, signature, "application/json", CancellationToken.None) is not HookAnswer.Taken)
            {
                throw new InvalidOperationException("The door did not take a signed event.");
            }
        }
    }

    /// <summary>Reads the event and leaves it at that.</summary>
    private sealed class ReadingOnly : IAccept
    {
        public Task<Accepted> AcceptAsync(Arrival arrival, CancellationToken cancellation) =>
            Task.FromResult(Inbox.Read(arrival) is null ? Accepted.Quarantined : Accepted.New);
    }
}
