using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Convo.Client.Tests.Wire;

/// <summary>One scripted answer.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    internal Answer(int status, string body)
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What to do instead of writing the body.</summary>
    internal Func<HttpContext, Task>? Instead { get; init; }

    internal static Answer Ok(string body) => new(200, body);

    internal static Answer Sample(string name) => Ok(Samples.Read(name));

    internal static Answer Error(HttpStatusCode status, string code, string message = "said by Convo") =>
        new((int)status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");

    internal Answer With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    /// <summary>Announces more than it sends; the server then ends the connection in good order, so that what was sent does arrive.</summary>
    internal static Answer CutOff(int status = 200) => new(status, "")
    {
        Instead = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"data":{"id":"sess_""");
            await context.Response.Body.FlushAsync();
        },
    };

    /// <summary>Takes the request and breaks the connection without a word.</summary>
    internal static Answer HangUp() => new(200, "")
    {
        Instead = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
    };

    /// <summary>Takes the request, says so, and never answers.</summary>
    internal static Answer Silence(TaskCompletionSource reached) => new(200, "")
    {
        Instead = context =>
        {
            reached.SetResult();
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        },
    };

    /// <summary>Sends white space without an end and without an announced length.</summary>
    internal static Answer Endless() => new(200, "")
    {
        Instead = async context =>
        {
            var chunk = new byte[64 * 1024];
            Array.Fill(chunk, (byte)' ');
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        },
    };

    internal async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (Instead is not null)
        {
            await Instead(context);
            return;
        }

        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body);
    }
}
