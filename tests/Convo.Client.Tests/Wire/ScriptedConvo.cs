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
    private readonly WebApplication host;
    private readonly ConcurrentQueue<Answer> answers = new();
    private readonly ConcurrentQueue<Asked> asked = new();
    private readonly HttpClient http;

    private ScriptedConvo(WebApplication server, HttpMessageHandler handler)
    {
        host = server;
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal SettableTime Time { get; } = new();

    internal Uri Address => new(host.Urls.Single());

    /// <summary>What was asked so far, in order.</summary>
    internal IReadOnlyList<Asked> Asked => [.. asked];

    internal static async Task<ScriptedConvo> StartAsync(params Answer[] script)
    {
        var convo = await StartOverAsync(ConvoClient.CreateHandler());
        Array.ForEach(script, convo.answers.Enqueue);
        return convo;
    }

    internal static async Task<ScriptedConvo> StartOverAsync(HttpMessageHandler handler, params Answer[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var convo = new ScriptedConvo(builder.Build(), handler);
        Array.ForEach(script, convo.answers.Enqueue);
        convo.host.Run(convo.AnswerAsync);
        await convo.host.StartAsync();
        return convo;
    }

    internal ConvoClient Client(Func<ConvoClientOptions, ConvoClientOptions>? change = null)
    {
        var options = new ConvoClientOptions { ApiKey = Key, BaseAddress = Address, AllowLoopbackHttp = true };
        return new(http, change?.Invoke(options) ?? options, Time, () => 0.5);
    }

    internal void Enqueue(params Answer[] script) => Array.ForEach(script, answers.Enqueue);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
        Assert.Empty(answers);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = context.Request;
        asked.Enqueue(new(request.Method, target, await reader.ReadToEndAsync(), request.ContentType, request.Headers.Authorization.ToString()));
        if (!answers.TryDequeue(out var answer))
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
