using Convo.Client;

var options = new ConvoClientOptions
{
    ApiKey = Environment.GetEnvironmentVariable("CONVO_API_KEY") ?? throw new InvalidOperationException("Set CONVO_API_KEY."),

    // For a trial without an account: the address that the sandbox prints.
    BaseAddress = new Uri(Environment.GetEnvironmentVariable("CONVO_ADDRESS") ?? "https://www.itsconvo.com"),
    AllowLoopbackHttp = true,
};
using var http = new HttpClient(ConvoClient.CreateHandler());
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5));
var convo = new ConvoClient(http, options);
var since = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

await foreach (var conversation in convo.ListAllConversationsAsync(new() { Since = since }, stop.Token))
{
    try
    {
        var (document, limit) = await convo.GetOrGenerateKeypointsAsync(conversation.Id, AllowCredit.No, stop.Token);
        Console.WriteLine($"{document.Title}: {document.Keypoints.ActionItems.Count} action items, {limit?.Remaining} requests left this hour");
    }
    catch (ConvoApiException failure) when (failure.Code is ConvoErrorCode.NotFound)
    {
        Console.WriteLine($"{conversation.Title}: {failure.Advice}");
    }
}
