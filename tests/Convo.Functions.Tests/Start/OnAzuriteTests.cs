using System.Net;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Tests.Start;

/// <summary>The handler with the stores that it is shipped with, in an account where there is nothing yet.</summary>
public sealed class OnAzuriteTests
{
    [Fact]
    public async Task From_an_empty_account_a_webhook_is_stored_its_hint_followed_and_a_second_handler_finds_it_all()
    {
        var account = await AzuriteServer.NewAccountAsync();
        var hint = new WorkItem(WorkKind.Advance, MeetingKey.For(Handler.Connection, "sess_1").Text);
        await using (var first = await Handler.StartAsync(account))
        {
            await first.ConnectAsync();
            Assert.Equal(HttpStatusCode.OK, await first.HookAsync("sess_1"));
            Assert.Equal("stores", (await first.GetAsync("/api/health")).GetProperty("store").GetString());
            Assert.Equal(HostAnswer.Success, await first.CallAsync(FunctionTable.Sweep, Envelopes.Timer));
            Assert.Equal(HostAnswer.Success, await first.CallAsync(FunctionTable.Work, Envelopes.Queue(hint)));
            Assert.Empty(first.Log.Of(LogLevel.Error));
        }

        await using var second = await Handler.StartAsync(account);
        var meeting = await second.GetAsync("/api/meetings/sess_1?connection=acme");
        Assert.Equal("sess_1", meeting.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task Handlers_that_start_at_once_in_an_empty_account_all_come_up()
    {
        var account = await AzuriteServer.NewAccountAsync();
        var handlers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Handler.StartAsync(account)));
        foreach (var handler in handlers)
        {
            Assert.Equal("stores", (await handler.GetAsync("/api/health")).GetProperty("store").GetString());
            await handler.DisposeAsync();
        }
    }
}
