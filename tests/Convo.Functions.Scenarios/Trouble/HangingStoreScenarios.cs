using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Trouble;

/// <summary>
/// A store that hangs instead of failing: Convo waits ten seconds and sends once, so its event is answered in time, kept, and done once the store is back.
/// </summary>
public abstract class HangingStoreScenarios(IProductHost host, HeldStore store) : Scenario(host)
{
    // As long as the door waits for secrets, and for the store.
    private static readonly TimeSpan ForSecrets = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForTheStore = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_is_answered_before_Convo_gives_up_and_becomes_one_message_once_the_store_is_back(bool secretsAreOld)
    {
        var meeting = A.Meeting();

        // The secrets are read, and fresh.
        await Product.PlayAsync(A.Meeting().WithoutKeyPoints(), "conversation.created");
        await Product.SettleAsync();
        var conversation = await Product.HoldAsync(meeting);
        if (secretsAreOld)
        {
            await Product.PassAsync(TimeSpan.FromSeconds(70));
        }

        store.Take();
        var sent = Product.FireAsync(conversation, KeyPointsReady);
        if (secretsAreOld)
        {
            await store.AskedAsync(TableNames.Connections, writing: false).WaitAsync(Product.Bound);
            await Product.AdvanceAsync(ForSecrets);
        }

        await store.AskedAsync(TableNames.Open, writing: true).WaitAsync(Product.Bound);
        await Product.AdvanceAsync(ForTheStore);
        await sent;
        var answered = await Product.IsTakenAsync(conversation);
        store.LetGo();

        Assert.True(answered);
        await Product.AdvanceAsync(TimeSpan.FromSeconds(5));
        await Product.KnownAsync(conversation);
        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, meeting.Rendered);
        var health = (await Product.GetAnswerAsync("api/health")).Json;
        Assert.DoesNotContain("unhealthy", health.GetRawText(), StringComparison.Ordinal);
    }
}
