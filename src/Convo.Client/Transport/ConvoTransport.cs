using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Convo.Client;

/// <summary>The one path that every request takes: sent with the key, bounded in time and size, repeated where that is harmless, read tolerantly.</summary>
internal sealed class ConvoTransport(HttpClient http, ConvoClientOptions options, TimeProvider time, Func<double> dice)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private readonly AuthenticationHeaderValue key = new("Bearer", options.ApiKey);
    private readonly string root = options.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v1";

    /// <exception cref="ConvoApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal async Task<ConvoResult<Envelope<T>>> SendAsync<T>(ConvoCall call, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await SendWithRetriesAsync(call, type, either.Token);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Failures.TimedOut(call, deadline.IsCancellationRequested || http.Timeout > options.Timeout ? options.Timeout : http.Timeout);
        }
    }

    private async Task<ConvoResult<Envelope<T>>> SendWithRetriesAsync<T>(ConvoCall call, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                return await SendOnceAsync(call, type, cancellation);
            }
            catch (ConvoApiException failure) when (Retry.WaitBefore(call, failure, attempt, options.Retries, dice) is { } planned)
            {
                wait = planned;
            }

            await Task.Delay(wait, time, cancellation);
        }
    }

    private async Task<ConvoResult<Envelope<T>>> SendOnceAsync<T>(ConvoCall call, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellation)
    {
        var address = new Uri(root + call.Path);
        using var request = Request(call, address);
        using var response = await AnswerAsync(call, request, cancellation);
        var facts = ResponseFacts.Of(response, time.GetUtcNow());

        // A handler that follows redirects by itself leaves the last address in the request.
        if ((int)facts.Status is >= 300 and < 400 || response.RequestMessage?.RequestUri is { } reached && reached != address)
        {
            throw Failures.Redirected(call, facts);
        }

        var limit = response.IsSuccessStatusCode ? call.AnswerLimit : BoundedBody.ErrorLimit;
        var body = await BodyAsync(call, response, facts, limit, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw Failures.Refused(call, facts, ErrorAnswer.Read(body.GetValueOrDefault().Span, options.ApiKey));
        }

        return body is { } whole ? new(Read(call, facts, whole.Span, type), facts.RateLimit) : throw Failures.TooLarge(call, facts);
    }

    private HttpRequestMessage Request(ConvoCall call, Uri address)
    {
        var request = new HttpRequestMessage(call.Method, address);
        request.Headers.Authorization = key;
        request.Headers.Accept.Add(new(JsonType.MediaType!));
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = JsonType } };
        }
        else if (!call.MayBeRepeated)
        {
            // The framework sends a request without content again by itself when a kept connection closes under it; empty content stops that.
            request.Content = new ReadOnlyMemoryContent(default);
        }

        return request;
    }

    private async Task<HttpResponseMessage> AnswerAsync(ConvoCall call, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException cause)
        {
            throw Failures.Network(call, cause);
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(
        ConvoCall call, HttpResponseMessage response, ResponseFacts facts, int limit, CancellationToken cancellation)
    {
        try
        {
            return await BoundedBody.ReadAsync(response.Content, limit, cancellation);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            // The status of an error is worth more than the text that was lost.
            return response.IsSuccessStatusCode ? throw Failures.BrokenOff(call, facts, cause) : null;
        }
    }

    private static Envelope<T> Read<T>(ConvoCall call, ResponseFacts facts, ReadOnlySpan<byte> body, JsonTypeInfo<Envelope<T>> type)
    {
        var json = BoundedBody.WithoutMark(body).Trim(" \t\r\n"u8);
        if (json.IsEmpty)
        {
            throw Failures.Unreadable(call, facts, "the answer is empty");
        }

        if (json[0] is (byte)'<')
        {
            throw Failures.Unreadable(call, facts, "the answer is a web page instead of JSON");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type) is { Data: not null } envelope
                ? envelope
                : throw Failures.Unreadable(call, facts, "the answer has no data");
        }
        catch (JsonException cause)
        {
            // The cause is not handed on: its message can quote the answer.
            throw Failures.Unreadable(call, facts, $"the answer is not the documented JSON (line {cause.LineNumber + 1}, byte {cause.BytePositionInLine})");
        }
    }
}
