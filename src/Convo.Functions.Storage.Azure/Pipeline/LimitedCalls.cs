using Azure;
using Azure.Identity;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Storage.Azure.Pipeline;

/// <summary>
/// Ends calls at their limit, whatever they wait for (an answer, a token, a pause), and tells failures in the port's words, without any value.
/// </summary>
/// <param name="service">What is asked, for messages: "Table Storage".</param>
/// <param name="within">The longest that a call takes.</param>
/// <param name="clock">The clock of the network.</param>
internal sealed class LimitedCalls(string service, TimeSpan within, TimeProvider clock)
{
    private const int LongestCode = 64;

    /// <summary>Makes a call that reads.</summary>
    /// <exception cref="StorageException">There was no answer that can be used.</exception>
    public Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        CallAsync(new Tries(within), writes: false, call, cancellation);

    /// <summary>Makes a call that writes.</summary>
    /// <exception cref="StorageException">There was no answer that can be used; it says whether the write may have taken effect.</exception>
    public Task<T> WriteAsync<T>(Func<Tries, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var tries = new Tries(within);
        return CallAsync(tries, writes: true, token => call(tries, token), cancellation);
    }

    private async Task<T> CallAsync<T>(Tries tries, bool writes, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var watched = tries.Watch();
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"{service} did not answer in time.", error);
        }
        catch (AuthenticationFailedException error)
        {
            throw Failed($"No token for {service} could be had ({error.GetType().Name}).", error);
        }
        catch (RequestFailedException error) when (error.Status is 0)
        {
            throw Failed($"{service} could not be reached, or the connection was lost.", error);
        }
        catch (RequestFailedException error) when (error.Status >= 400)
        {
            // Microsoft's own exceptions show the answer's body, which can quote what was sent. So it goes no further.
            throw Failed($"{service} answered {error.Status} {Plain(error.ErrorCode)}.", cause: null);
        }
        catch (Exception error) when (tries.WasAnswered && error is not OperationCanceledException)
        {
            // The clients' own exceptions quote the value that they stumbled over.
            throw new StorageException($"{service} gave an answer that can't be read ({error.GetType().Name}).", writes);
        }

        StorageException Failed(string message, Exception? cause) => new(message, writes && tries.MayHaveHappened, cause);
    }

    // A code is one word; what is not, somebody else has put into the answer.
    private static string? Plain(string? code) => code is { Length: <= LongestCode } && code.All(char.IsAsciiLetterOrDigit) ? code : null;
}
