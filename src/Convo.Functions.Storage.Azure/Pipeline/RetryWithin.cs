using System.Runtime.ExceptionServices;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>
/// Tries again what can't be reached, doesn't answer in time or says "not now", with growing pauses that are spread by dice, as long as the whole stays
/// within the limit of the call. Azure.Core's own policy counts tries instead, so that nobody knows how long they take.
/// </summary>
internal sealed class RetryWithin(TimeSpan tryFor, TimeProvider clock, IChance chance) : HttpPipelinePolicy
{
    private const int MostDoublings = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var tries = Tries.Of(message);
        var start = clock.GetTimestamp();
        for (var number = 0; ; number++)
        {
            var left = tries.Within - clock.GetElapsedTime(start);
            message.NetworkTimeout = left < ShortestTry ? ShortestTry : left < tryFor ? left : tryFor;
            tries.Begin();
            var error = await TryAsync(message, pipeline, tries);
            if (error is null && !IsTransient(message.Response.Status))
            {
                return;
            }

            var pause = PauseAfter(number, error is null ? message.Response : null);
            if (clock.GetElapsedTime(start) + pause >= tries.Within)
            {
                error?.Throw();
                return;
            }

            if (error is null)
            {
                message.Response.Dispose();
            }

            await Task.Delay(pause, clock, message.CancellationToken);
        }
    }

    /// <summary>There are no calls without waiting.</summary>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    private static async Task<ExceptionDispatchInfo?> TryAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline, Tries tries)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
            tries.End(message.Response);
            return null;
        }
        catch (OperationCanceledException error) when (!message.CancellationToken.IsCancellationRequested)
        {
            tries.End(mayHaveHappened: true);
            return ExceptionDispatchInfo.Capture(error);
        }
        catch (Exception error) when (error is IOException or RequestFailedException { Status: 0 })
        {
            tries.End(mayHaveHappened: !WasNeverSent(error));
            return ExceptionDispatchInfo.Capture(error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // No token could be had, for instance: nothing was sent.
            tries.End(mayHaveHappened: false);
            throw;
        }
    }

    private static bool IsTransient(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    private static bool WasNeverSent(Exception error) => error.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
    };

    private TimeSpan PauseAfter(int number, Response? response)
    {
        var pause = FirstPause * (1 << Math.Min(number, MostDoublings)) * (0.5 + chance.Next());
        var asked = response is not null && response.Headers.TryGetValue("Retry-After", out var after) && int.TryParse(after, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
        return asked > pause ? asked : pause;
    }
}
