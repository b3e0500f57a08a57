namespace Convo.Functions.Storage.Tests.Azure.Trying;

/// <summary>Answers one request after the other as written down, and keeps what was asked and when.</summary>
internal sealed class ScriptedHandler(TimeProvider clock, params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly List<(HttpRequestMessage Request, DateTimeOffset At)> asked = [];

    public IReadOnlyList<(HttpRequestMessage Request, DateTimeOffset At)> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            asked.Add((request, clock.GetUtcNow()));
            return Task.FromResult(answers[Math.Min(asked.Count, answers.Length) - 1](request));
        }
    }
}
