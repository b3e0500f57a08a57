using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Convo.Client.Tests.Wire;

/// <summary>A server on a free loopback port that gives the answers it was told to, in order, and notes what it was asked.</summary>
internal sealed class ScriptedConvo : IAsyncDisposable
{
    internal const string Key = "convo_canary_4711";
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Answer> _script = new();
    private readonly ConcurrentQueue<Asked> _asked = new();
    private readonly HttpClient _http;

    private ScriptedConvo(WebApplication server, HttpMessageHandler handler)
    {
        _server = server;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal SettableTime Time { get; } = new();

    internal Uri Address => new(_server.Urls.Single());

    /// <summary>What was asked so far, in order.</summary>
    internal IReadOnlyList<Asked> Asked => [.. _asked];

    internal static async Task<ScriptedConvo> StartAsync(params Answer[] script)
    {
        var convo = await StartOverAsync(ConvoClient.CreateHandler());
        Array.ForEach(script, convo._script.Enqueue);
        return convo;
    }

    internal static async Task<ScriptedConvo> StartOverAsync(HttpMessageHandler handler, params Answer[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var convo = new ScriptedConvo(builder.Build(), handler);
        Array.ForEach(script, convo._script.Enqueue);
        convo._server.Run(convo.AnswerAsync);
        await convo._server.StartAsync();
        return convo;
    }

    internal ConvoClient Client(Func<ConvoClientOptions, ConvoClientOptions>? change = null)
    {
        var options = new ConvoClientOptions { ApiKey = Key, BaseAddress = Address, AllowLoopbackHttp = true };
        return new(_http, change?.Invoke(options) ?? options, Time, () => 0.5);
    }

    internal void Enqueue(params Answer[] script) => Array.ForEach(script, _script.Enqueue);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        Assert.Empty(_script);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = context.Request;
        _asked.Enqueue(new(request.Method, target, await reader.ReadToEndAsync(), request.ContentType, request.Headers.Authorization.ToString()));
        if (!_script.TryDequeue(out var answer))
        {
            answer = new(599, "the script has no more answers");
        }

        await answer.WriteAsync(context);
    }
}

/// <summary>One request as the server saw it.</summary>
internal sealed record Asked(string Method, string Target, string Body, string? ContentType, string Authorization)
{
    public override string ToString() => $"{Method} {Target}";
}
