using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Hooks;

/// <summary>The raw bytes of a delivery, or why there are none.</summary>
/// <param name="Bytes">The bytes; empty where they could not be had.</param>
/// <param name="Status">The status to answer, or 0 where the bytes are there.</param>
internal readonly record struct HookBody(ReadOnlyMemory<byte> Bytes, int Status)
{
    /// <summary>Reads a body to its end, or gives up at the cap or the deadline.</summary>
    public static async Task<HookBody> ReadAsync(PipeReader reader, int mostBytes, TimeSpan within, TimeProvider clock, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(within, clock);
        await using var abort = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(limit.Token);
                if (read.Buffer.Length > mostBytes)
                {
                    return new HookBody(default, StatusCodes.Status413PayloadTooLarge);
                }

                if (read.IsCompleted)
                {
                    var bytes = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return new HookBody(bytes, 0);
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HookBody(default, StatusCodes.Status408RequestTimeout);
        }
        catch (BadHttpRequestException e)
        {
            return new HookBody(default, e.StatusCode);
        }
    }
}
