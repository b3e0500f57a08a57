using System.Text;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Core.Tests.Intake;

public sealed class FileSpoolTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 5, 11, 9, 6, 12, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("spool-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_spooled_comes_out_once_whole_and_in_order()
    {
        using var spool = Open();
        var arrivals = Enumerable.Range(0, 20).Select(n => Arrival($"body {n} Käse")).ToArray();
        foreach (var arrival in arrivals)
        {
            Assert.True(await spool.AddAsync(arrival, default));
        }

        var taken = new Taker();
        Assert.Equal(20, await spool.DrainAsync(taken, default));
        Assert.Equal(arrivals.Select(Show), taken.Arrivals.Select(Show));
        Assert.Equal(0, spool.Waiting);
        Assert.Equal(0, await spool.DrainAsync(taken, default));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_restart_finds_what_was_left()
    {
        using (var before = Open())
        {
            await before.AddAsync(Arrival("one"), default);
            await before.AddAsync(Arrival("two"), default);
        }

        using var after = Open();
        Assert.Equal(2, after.Waiting);
        await after.AddAsync(Arrival("three"), default);
        var taken = new Taker();
        Assert.Equal(3, await after.DrainAsync(taken, default));
        Assert.Equal(["one", "two", "three"], taken.Arrivals.Select(arrival => Encoding.UTF8.GetString(arrival.Body.Span)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task A_record_that_was_torn_by_a_crash_loses_none_before_it(int missing)
    {
        using (var before = Open())
        {
            await before.AddAsync(Arrival("whole"), default);
            await before.AddAsync(Arrival(new string('x', 100)), default);
        }

        var file = Directory.GetFiles(folder).Single();
        using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.SetLength(stream.Length - missing);
        }

        using var after = Open();
        var taken = new Taker();
        Assert.Equal(1, await after.DrainAsync(taken, default));
        Assert.Equal("whole", Encoding.UTF8.GetString(taken.Arrivals.Single().Body.Span));
        Assert.True(await after.AddAsync(Arrival("next"), default));
        Assert.Equal(1, await after.DrainAsync(taken, default));
    }

    [Fact]
    public async Task While_the_store_is_down_nothing_leaves_the_spool()
    {
        using var spool = Open();
        await spool.AddAsync(Arrival("one"), default);
        await spool.AddAsync(Arrival("two"), default);
        var taken = new Taker { FailAfter = 1 };
        Assert.Equal(1, await spool.DrainAsync(taken, default));
        Assert.Equal(2, spool.Waiting);

        taken.FailAfter = int.MaxValue;
        await spool.DrainAsync(taken, default);
        Assert.Equal(0, spool.Waiting);
        Assert.Equal(["one", "two"], taken.Arrivals.Select(arrival => Encoding.UTF8.GetString(arrival.Body.Span)).Distinct());
    }

    [Fact]
    public async Task A_full_spool_says_so_and_keeps_what_it_has()
    {
        using var spool = Open(mostBytes: 1000);
        Assert.True(await spool.AddAsync(Arrival(new string('x', 600)), default));
        Assert.False(spool.Failing);
        Assert.False(await spool.AddAsync(Arrival(new string('y', 600)), default));
        Assert.True(spool.Failing);
        Assert.Equal(1, spool.Waiting);
        var taken = new Taker();
        Assert.Equal(1, await spool.DrainAsync(taken, default));
        Assert.True(await spool.AddAsync(Arrival(new string('y', 600)), default));
        Assert.False(spool.Failing);
    }

    [Fact]
    public async Task An_event_that_breaks_the_flow_is_set_aside_and_holds_up_no_other()
    {
        using var spool = Open();
        await spool.AddAsync(Arrival("bad"), default);
        await spool.AddAsync(Arrival("good"), default);
        var taken = new Taker { Breaks = "bad" };
        Assert.Equal(1, await spool.DrainAsync(taken, default));
        Assert.Equal(0, spool.Waiting);
        Assert.True(new FileInfo(Path.Combine(folder, "aside.bin")).Length > 0);
    }

    [Fact]
    public async Task What_lies_on_disk_is_sealed()
    {
        using var spool = Open();
        await spool.AddAsync(Arrival("a secret sentence"), default);
        var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder).Single());
        Assert.Equal(-1, bytes.AsSpan().IndexOf("a secret sentence"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("acme"u8));
    }

    [Fact]
    public async Task Adding_while_draining_loses_nothing()
    {
        using var spool = Open();
        var taken = new Taker();
        var adding = Task.Run(async () =>
        {
            for (var n = 0; n < 200; n++)
            {
                Assert.True(await spool.AddAsync(Arrival($"{n}"), default));
            }
        });
        while (!adding.IsCompleted)
        {
            await spool.DrainAsync(taken, default);
        }

        await adding;
        await spool.DrainAsync(taken, default);
        Assert.Equal(200, taken.Arrivals.Select(arrival => Encoding.UTF8.GetString(arrival.Body.Span)).Distinct().Count());
        Assert.Equal(0, spool.Waiting);
    }

    [Fact]
    public async Task A_drain_that_can_not_list_the_files_holds_up_no_later_event()
    {
        using var spool = Open();
        await spool.AddAsync(Arrival("one"), default);
        Directory.Delete(folder, recursive: true);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => spool.DrainAsync(new Taker(), default));

        Directory.CreateDirectory(folder);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.True(await spool.AddAsync(Arrival("two"), limit.Token));
    }

    [Fact]
    public async Task After_a_failed_write_it_fails_no_longer_once_nothing_waits_and_the_disk_takes_a_write()
    {
        using var spool = Open();
        Directory.Delete(folder, recursive: true);
        Assert.False(await spool.AddAsync(Arrival("one"), default));
        Assert.Equal(0, await spool.DrainAsync(new Taker(), default));
        Assert.True(spool.Failing);

        Directory.CreateDirectory(folder);
        Assert.Equal(0, await spool.DrainAsync(new Taker(), default));
        Assert.False(spool.Failing);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_full_spool_fails_no_longer_once_it_was_drained()
    {
        using var spool = Open(mostBytes: 1000);
        await spool.AddAsync(Arrival(new string('x', 600)), default);
        Assert.False(await spool.AddAsync(Arrival(new string('y', 600)), default));
        await spool.DrainAsync(new Taker { FailAfter = 0 }, default);
        Assert.True(spool.Failing);
        await spool.DrainAsync(new Taker(), default);
        Assert.False(spool.Failing);
    }

    private static Arrival Arrival(string body) => new("acme", Encoding.UTF8.GetBytes(body), Time) { MediaType = "text/plain" };

    private static string Show(Arrival arrival) => $"{arrival.Connection} {arrival.ReceivedAt:O} {arrival.MediaType} {Convert.ToHexString(arrival.Body.Span)}";

    private FileSpool Open(long mostBytes = 1_000_000) => new(folder, new XorSeal(), mostBytes, NullLogger<FileSpool>.Instance);

    private sealed class Taker : IAccept
    {
        public List<Arrival> Arrivals { get; } = [];

        public int FailAfter { get; set; } = int.MaxValue;

        public string? Breaks { get; init; }

        public Task<Accepted> AcceptAsync(Arrival arrival, CancellationToken cancellation)
        {
            if (Encoding.UTF8.GetString(arrival.Body.Span) == Breaks)
            {
                throw new InvalidDataException("a bug");
            }

            if (Arrivals.Count >= FailAfter)
            {
                throw new StorageException("down", mayHaveHappened: false);
            }

            Arrivals.Add(arrival);
            return Task.FromResult(Accepted.New);
        }
    }

    // Enough to see that nothing lies there in clear; real sealing is tested where the keys are.
    private sealed class XorSeal : ISeal
    {
        public byte[] Close(byte[] content) => [.. content.Select(one => (byte)(one ^ 0x5A))];

        public byte[] Open(byte[] closed) => Close(closed);
    }
}
