using System.Globalization;
using Convo.Functions.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Intake;

/// <summary>
/// The spool on disk: encrypted records in files that are only ever appended to, each synced before its event is answered. A record that was
/// torn by a crash was never answered, and ends its file.
/// </summary>
public sealed partial class FileSpool : ISpool, IDisposable
{
    private const string Pattern = "spool-*.bin";

    private readonly string folder;
    private readonly ISeal seal;
    private readonly long mostBytes;
    private readonly ILogger<FileSpool> logger;
    private readonly SemaphoreSlim appending = new(1);
    private readonly SemaphoreSlim draining = new(1);
    private FileStream? current;
    private long bytes;
    private int waiting;
    private int nextFile;

    /// <summary>Opens the spool of a folder, with whatever an earlier process left in it.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="seal">Encrypts the records.</param>
    /// <param name="mostBytes">How large all files together may grow; beyond, events are answered 503 and left to the poll.</param>
    /// <param name="logger">Told of what can't be read again.</param>
    public FileSpool(string folder, ISeal seal, long mostBytes, ILogger<FileSpool> logger)
    {
        (this.folder, this.seal, this.mostBytes, this.logger) = (folder, seal, mostBytes, logger);
        Directory.CreateDirectory(folder);
        foreach (var file in Files())
        {
            var content = File.ReadAllBytes(file);
            bytes += content.Length;
            waiting += Count(content);
            nextFile = Math.Max(nextFile, Number(file) + 1);
        }
    }

    /// <inheritdoc/>
    public int Waiting => Volatile.Read(ref waiting);

    /// <inheritdoc/>
    public bool Failing { get; private set; }

    /// <inheritdoc/>
    public async Task<bool> AddAsync(Arrival arrival, CancellationToken cancellation)
    {
        var kept = await KeepAsync(arrival, cancellation);
        Failing = !kept;
        return kept;
    }

    /// <inheritdoc/>
    public async Task<int> DrainAsync(IAccept accept, CancellationToken cancellation)
    {
        if (Waiting is 0)
        {
            Recover();
            return 0;
        }

        await draining.WaitAsync(cancellation);
        try
        {
            var drained = 0;
            foreach (var file in await ListAsync(cancellation))
            {
                var (count, whole) = await DrainFileAsync(file, accept, cancellation);
                drained += count;
                if (!whole)
                {
                    break;
                }
            }

            Recover();
            return drained;
        }
        finally
        {
            draining.Release();
        }
    }

    /// <summary>Closes the file at hand.</summary>
    public void Dispose()
    {
        Close();
        appending.Dispose();
        draining.Dispose();
    }

    private async Task<bool> KeepAsync(Arrival arrival, CancellationToken cancellation)
    {
        var record = SpoolRecord.Write(arrival, seal);
        await appending.WaitAsync(cancellation);
        try
        {
            if (Interlocked.Read(ref bytes) + record.Length > mostBytes)
            {
                Log.Full(logger, mostBytes);
                return false;
            }

            current ??= new FileStream(FileOf(nextFile++), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            await current.WriteAsync(record, CancellationToken.None);
            current.Flush(flushToDisk: true);
            Interlocked.Add(ref bytes, record.Length);
            Interlocked.Increment(ref waiting);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was written of the record may stay behind, torn: nothing may follow it in this file.
            Close();
            Log.NotWritten(logger, e.GetType(), e.StackTrace);
            return false;
        }
        finally
        {
            appending.Release();
        }
    }

    // Listed while nobody appends: a file that is begun later is for the next time.
    private async Task<string[]> ListAsync(CancellationToken cancellation)
    {
        await appending.WaitAsync(cancellation);
        try
        {
            Close();
            return Files();
        }
        finally
        {
            appending.Release();
        }
    }

    // Once nothing waits, it fails no longer; but only a write that succeeds proves that the disk takes one.
    private void Recover()
    {
        if (!Failing || Waiting > 0)
        {
            return;
        }

        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, "probe.bin"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            probe.Flush(flushToDisk: true);
            Failing = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.StillNotWritten(logger, e.GetType());
        }
    }

    // A file is handed on whole, or again from its start: its events are recognised by the hash of their bodies.
    private async Task<(int Count, bool Whole)> DrainFileAsync(string file, IAccept accept, CancellationToken cancellation)
    {
        var content = await File.ReadAllBytesAsync(file, cancellation);
        var count = 0;
        var offset = 0;
        for (; SpoolRecord.Next(content, offset) is { } record; offset += SpoolRecord.Prefix + record.Length)
        {
            if (SpoolRecord.Read(record, seal) is not { } arrival)
            {
                await SetAsideAsync(record, cancellation);
                continue;
            }

            try
            {
                await accept.AcceptAsync(arrival, cancellation);
                count++;
            }
            catch (Exception e) when (e is StorageException or TimeoutException)
            {
                return (count, Whole: false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.SetAside(logger, arrival.Connection, e.GetType(), e.StackTrace);
                await SetAsideAsync(record, cancellation);
            }
        }

        Finish(file, torn: offset < content.Length);
        Interlocked.Add(ref bytes, -content.Length);
        Interlocked.Add(ref waiting, -Count(content));
        return (count, Whole: true);
    }

    private void Finish(string file, bool torn)
    {
        if (!torn)
        {
            File.Delete(file);
            return;
        }

        File.Move(file, file + ".torn", overwrite: true);
        Log.Torn(logger, Path.GetFileName(file));
    }

    private async Task SetAsideAsync(ReadOnlyMemory<byte> record, CancellationToken cancellation)
    {
        var aside = new FileStream(Path.Combine(folder, "aside.bin"), FileMode.Append, FileAccess.Write);
        await using (aside)
        {
            var length = new byte[SpoolRecord.Prefix];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, record.Length);
            await aside.WriteAsync(length, cancellation);
            await aside.WriteAsync(record, cancellation);
            aside.Flush(flushToDisk: true);
        }

        Log.KeptAside(logger);
    }

    private void Close()
    {
        current?.Dispose();
        current = null;
    }

    private static int Count(ReadOnlyMemory<byte> content)
    {
        var count = 0;
        for (var offset = 0; SpoolRecord.Next(content, offset) is { } record; offset += SpoolRecord.Prefix + record.Length)
        {
            count++;
        }

        return count;
    }

    private string FileOf(int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"spool-{number:D8}.bin"));

    private static int Number(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file).AsSpan("spool-".Length), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private string[] Files()
    {
        var files = Directory.GetFiles(folder, Pattern);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The spool holds {Bytes} bytes and takes no more")]
        public static partial void Full(ILogger logger, long bytes);

        [LoggerMessage(2, LogLevel.Error, "The spool could not be written: {Error}\n{Place}")]
        public static partial void NotWritten(ILogger logger, Type error, string? place);

        // Never the message: whatever broke may quote what it broke on.
        [LoggerMessage(3, LogLevel.Error, "A spooled event of connection {Connection} could not be taken: {Error}\n{Place}")]
        public static partial void SetAside(ILogger logger, string connection, Type error, string? place);

        [LoggerMessage(4, LogLevel.Error, "A spooled event was set aside in aside.bin; it can be looked at, nothing else will touch it")]
        public static partial void KeptAside(ILogger logger);

        [LoggerMessage(5, LogLevel.Warning, "Spool file {File} ends in a record that was torn before its event was answered; it is kept beside as .torn")]
        public static partial void Torn(ILogger logger, string file);

        [LoggerMessage(6, LogLevel.Warning, "The spool still can't be written: {Error}")]
        public static partial void StillNotWritten(ILogger logger, Type error);
    }
}
