using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Stage;

/// <summary>Single events on their way in, and what comes out.</summary>
internal static class Events
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The conversation of an event that is known by its title.</summary>
    public static string Conversation(string title) => $"sess_{title}";

    /// <summary>Sends <c>conversation.created</c>, which must be acknowledged.</summary>
    /// <param name="stage">The product.</param>
    /// <param name="title">The meeting's title, which makes its id too.</param>
    public static async Task SendAsync(IStage stage, string title) => Assert.Equal(200, await TryAsync(stage, title));

    /// <summary>Sends <c>conversation.created</c>, and gives the status of the answer.</summary>
    public static async Task<int> TryAsync(IStage stage, string title)
    {
        using var poster = new HttpPoster(stage.Hooks[0]);
        await poster.ConnectAsync(None);
        var body = stage.Signer.Body("conversation.created", Conversation(title), title);
        return await poster.PostAsync(body, stage.Signer.Sign(body), None);
    }

    /// <summary>The texts in Slack's <c>#meetings</c>, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(IStage stage) =>
        [.. (await stage.Sandbox.MessagesAsync("meetings", None)).Select(message => message.GetProperty("text").GetString()!)];

    /// <summary>How many runs are done.</summary>
    public static async Task<int> DoneAsync(IStage stage) =>
        (await stage.Api.GetAsync("api/runs", None)).GetProperty("items").EnumerateArray().Count(run => run.GetProperty("state").GetString() == "done");
}
