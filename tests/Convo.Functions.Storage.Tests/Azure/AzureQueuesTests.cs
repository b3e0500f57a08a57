using System.Text;
using System.Xml.Linq;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure;

/// <summary>What stands in the queue once a hint was sent, read by plain HTTP.</summary>
public sealed class AzureQueuesTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private StorageProxy proxy = null!;
    private RawStorage raw = null!;
    private AzureQueues queues = null!;

    public async Task InitializeAsync()
    {
        var storage = await AzuriteServer.SharedAsync();
        var account = storage.NewAccount();
        proxy = await StorageProxy.StartAsync(storage);
        raw = new RawStorage(account, storage.CreateHandler());
        queues = new AzureQueues(AzuriteAccounts.Hasty(proxy.Of(account)));
        await queues.EnsureAsync(Never);
    }

    public async Task DisposeAsync()
    {
        raw.Dispose();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_hint_is_a_message_in_base64_as_the_functions_host_expects_it()
    {
        var item = new WorkItem(WorkKind.Deliver, "meeting|d|ж & <b>");

        await queues.SendAsync(item, TimeSpan.Zero, Never);

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal(item, WorkItem.Parse(Convert.FromBase64String(message.Element("MessageText")!.Value)));
        Assert.Equal(TimeSpan.FromDays(7), Time(message, "ExpirationTime") - Time(message, "InsertionTime"));
    }

    [Fact]
    public async Task A_hint_for_later_is_not_seen_before()
    {
        await queues.SendAsync(new WorkItem(WorkKind.Advance, "later"), TimeSpan.FromHours(1), Never);
        await queues.SendAsync(new WorkItem(WorkKind.Advance, "now"), TimeSpan.Zero, Never);

        var seen = Assert.Single(await MessagesAsync());

        Assert.Contains("now", Encoding.UTF8.GetString(Convert.FromBase64String(seen.Element("MessageText")!.Value)), StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [Theory]
    [InlineData(-5, "visibilitytimeout=0")]
    [InlineData(0.2, "visibilitytimeout=1")]
    [InlineData(60, "visibilitytimeout=60")]
    [InlineData(6 * 86400, "visibilitytimeout=518400")]
    [InlineData(400 * 86400, "visibilitytimeout=518400")]
    public async Task A_delay_is_told_in_whole_seconds_and_at_most_six_days(double seconds, string expected)
    {
        var recorder = new RecordingHandler();
        var sender = new AzureQueues(new AzureStorageOptions
        {
            ConnectionString = "UseDevelopmentStorage=true",
            Transport = new global::Azure.Core.Pipeline.HttpClientTransport(recorder),
        });

        await sender.SendAsync(new WorkItem(WorkKind.Advance, "m"), TimeSpan.FromSeconds(seconds), Never);

        Assert.Equal($"?{expected}&messagettl=604800", Assert.Single(recorder.Asked).Query);
    }

    [Fact]
    public async Task Making_the_queues_again_changes_nothing()
    {
        await queues.SendAsync(new WorkItem(WorkKind.Advance, "m"), TimeSpan.Zero, Never);

        await queues.EnsureAsync(Never);

        Assert.Single(await MessagesAsync());
        Assert.Empty(await MessagesAsync(AzureQueues.Poison));
    }

    [Fact]
    public async Task A_hint_whose_first_try_failed_is_sent_again()
    {
        proxy.Script.Next(
            request => request.Operation is StorageOperation.SendMessage,
            new StorageFault.LostRequest(),
            new StorageFault.Error(503),
            new StorageFault.Error(500),
            new StorageFault.Hang());

        await queues.SendAsync(new WorkItem(WorkKind.Advance, "m"), TimeSpan.Zero, Never);

        Assert.Equal(0, proxy.Script.Left);
        Assert.Single(await MessagesAsync());
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_told_by_its_code()
    {
        proxy.Script.Next(request => request.Operation is StorageOperation.SendMessage, new StorageFault.Error(404));

        var error = await Assert.ThrowsAsync<StorageException>(() => queues.SendAsync(new WorkItem(WorkKind.Advance, "m"), TimeSpan.Zero, Never));

        Assert.Contains("404 QueueNotFound", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveHappened);
    }

    private static DateTimeOffset Time(XElement message, string name) =>
        DateTimeOffset.Parse(message.Element(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<List<XElement>> MessagesAsync(string queue = AzureQueues.Work)
    {
        using var answer = await raw.QueueAsync(HttpMethod.Get, $"{queue}/messages?numofmessages=32&peekonly=true");
        answer.EnsureSuccessStatusCode();
        return [.. XDocument.Parse((await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF')).Descendants("QueueMessage")];
    }

    private async Task<int> CountAsync()
    {
        using var answer = await raw.QueueAsync(HttpMethod.Get, $"{AzureQueues.Work}?comp=metadata");
        return int.Parse(answer.Headers.GetValues("x-ms-approximate-messages-count").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        private const string Sent =
            "<?xml version=\"1.0\"?><QueueMessagesList><QueueMessage><MessageId>1</MessageId><InsertionTime>Mon, 11 May 2026 09:00:00 GMT</InsertionTime>"
            + "<ExpirationTime>Mon, 18 May 2026 09:00:00 GMT</ExpirationTime><PopReceipt>1</PopReceipt>"
            + "<TimeNextVisible>Mon, 11 May 2026 09:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>";

        public List<Uri> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Created) { Content = new StringContent(Sent) });
        }
    }
}
