using System.Net;
using Convo.Functions.Core.Ports;
using Convo.Functions.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Tests.Triggers;

public sealed class WorkTests : IAsyncLifetime
{
    private Handler handler = null!;

    public async Task InitializeAsync() => handler = await Handler.StartConnectedAsync();

    public async Task DisposeAsync() => await handler.DisposeAsync();

    [Fact]
    public async Task A_hint_of_the_queue_is_followed_and_answered_with_an_empty_object()
    {
        var hint = await StoredAsync();
        Assert.NotEmpty(Open());
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Work, Envelopes.Queue(hint)));

        // No recipe is on, so nothing is left to do: whoever follows the hint closes the meeting.
        Assert.Empty(Open());
    }

    [Fact]
    public async Task The_message_is_read_doubly_quoted_as_a_host_sends_it_and_once_quoted_or_bare_as_its_documentation_shows()
    {
        var hint = await StoredAsync();
        foreach (var value in new[] { Envelopes.Quoted(Envelopes.Quoted(hint.Encode())), Envelopes.Quoted(hint.Encode()), hint.Encode() })
        {
            await handler.HookAsync("sess_1");
            Assert.NotEmpty(Open());
            Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Work, Envelopes.Of(value)));
            Assert.Empty(Open());
            handler.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A106_properties_of_a_message_that_overwrite_Metadata_change_nothing()
    {
        var other = await StoredAsync("sess_other");
        var hint = await StoredAsync();
        var message = hint.Encode()[..^1] + $$$""","DequeueCount":99,"Id":"{{{other.Id}}}","sys":{"MethodName":"sweep"},"msg":"x"}""";
        var metadata = "\"DequeueCount\":\"\\\"99\\\"\",\"sys\":\"{\\\"MethodName\\\":\\\"sweep\\\"}\","
            + $"\"Id\":{Envelopes.Quoted(Envelopes.Quoted(other.Id))},\"msg\":{Envelopes.Quoted(Envelopes.Quoted(other.Encode()))}";
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Work, Envelopes.Queue(message, metadata)));
        Assert.Equal([other.Id], Open().Select(row => row.Key));
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("42")]
    [InlineData("""{"v":2,"kind":"advance","id":"acme-0123456789abcdef"}""")]
    [InlineData("""{"v":1,"kind":"burn","id":"acme-0123456789abcdef"}""")]
    [InlineData("""{"v":1,"kind":"advance","id":"../../x"}""")]
    [InlineData("""{"v":1,"kind":"deliver","id":"nothing|of|ours"}""")]
    public async Task A_message_that_is_none_of_ours_is_passed_over_and_does_not_come_again(string text)
    {
        var before = handler.Tables.Snapshot().Count;
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Work, Envelopes.Queue(text)));
        Assert.Equal(before, handler.Tables.Snapshot().Count);
        Assert.True(text.Length is 0 || !handler.Log.All.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Storage_that_is_down_is_no_failure_of_the_message_because_the_sweep_finds_its_work()
    {
        var hint = await StoredAsync();
        handler.Store.Down();
        Assert.Equal(HostAnswer.Success, await handler.CallAsync(FunctionTable.Work, Envelopes.Queue(hint)));
        handler.Store.Mend();
        Assert.NotEmpty(Open());
        Assert.Contains(handler.Log.Of(LogLevel.Warning), line => line.Contains("left to the sweep", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bug_of_ours_makes_the_host_try_again_and_is_logged_without_its_words()
    {
        var hint = await StoredAsync();
        handler.Store.Break();
        Assert.Equal(HostAnswer.TryAgain, await handler.CallAsync(FunctionTable.Work, Envelopes.Queue(hint)));
        handler.Store.Mend();
        Assert.Contains(handler.Log.Of(LogLevel.Error), line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain("a secret in its words", handler.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"msg":42}}""")]
    [InlineData("""{"Data":{"msg":"\"a\""},"Data":{"msg":"\"b\""}}""")]
    [InlineData("""{"Data":{"msg":"\ud800"}}""")]
    public async Task An_envelope_that_can_not_be_read_is_tried_again_so_that_it_ends_where_somebody_looks(string envelope) =>
        Assert.Equal(HostAnswer.TryAgain, await handler.CallAsync(FunctionTable.Work, envelope));

    [Fact]
    public async Task An_envelope_beyond_all_measure_is_not_read()
    {
        Assert.Equal(HostAnswer.TryAgain, await handler.CallAsync(FunctionTable.Work, Envelopes.Queue(new string('x', 2 * 1024 * 1024))));
        Assert.Equal(HostAnswer.TryAgain, await handler.CallAsync(FunctionTable.Work, new string('[', 10_000)));
    }

    private IReadOnlyList<Row> Open() => handler.Rows(TableNames.Open);

    private async Task<WorkItem> StoredAsync(string conversation = "sess_1")
    {
        Assert.Equal(HttpStatusCode.OK, await handler.HookAsync(conversation));
        return handler.Services.GetRequiredService<SentHints>().All[^1];
    }
}
