using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Polling;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

/// <summary>Which refusal of Convo stops an account, and that nothing is sent then, against the sandbox that counts.</summary>
public sealed class StoppedAccountTests
{
    private const string Account = "sandbox";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task After_the_first_401_nothing_more_is_sent_by_any_use()
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.ChangeAsync(new { account = "professional", revoked = true });
        await ReadAsync(stage, FactGroup.Account);

        // From now on the sandbox would count it, as the key is good again.
        await stage.ChangeAsync(new { account = "professional", revoked = false });
        var heard = await stage.CallsAsync();

        Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, FactGroup.KeyPoints));
        Assert.IsType<AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Not>(await stage.Account.WebhooksAsync(stage.Connection, None));
        Assert.IsType<Generated.Later>(await stage.Generations.GenerateAsync(stage.Connection, "sess_x", new Generation.Email(), None));
        var from = stage.Clock.GetUtcNow();
        Assert.IsType<CalendarAnswer.Later>(await stage.Calendar.EventsAsync(stage.Connection, from, from.AddHours(1), CallUse.Poll, None));
        using var grant = stage.Budget.Open(Account, CallUse.Poll);
        var page = Assert.IsType<PollAnswer<ListPage>.Not>(await stage.List.PageAsync(stage.Connection, from, 0, grant, None));

        Assert.Contains("refused the API key", page.Trouble.Reason, StringComparison.Ordinal);
        Assert.Contains("Try again", page.Trouble.Advice, StringComparison.Ordinal);
        Assert.Equal(heard, await stage.CallsAsync());
    }

    [Fact]
    public async Task A_plan_without_webhooks_does_not_stop_the_account()
    {
        await using var stage = await ConvoStage.StartAsync("convo_sandbox_starter");

        Assert.IsType<AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Not>(await stage.Account.WebhooksAsync(stage.Connection, None));

        Assert.Null((await stage.Budget.ReadAsync(Account, None)).Stop);
        Assert.IsType<FactAnswer.Known>(await ReadAsync(stage, FactGroup.Account));
    }

    [Fact]
    public async Task A_plan_without_the_api_does()
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.ChangeAsync(new { account = "professional", tier = "free" });

        await ReadAsync(stage, FactGroup.Account);

        Assert.Equal(StopKind.PlanTooLow, (await stage.Budget.ReadAsync(Account, None)).Stop?.Kind);
    }

    [Fact]
    public async Task A_calendar_that_is_not_given_does_not()
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.PlanAsync(new { connected = false });
        var from = stage.Clock.GetUtcNow();

        Assert.IsType<CalendarAnswer.NotConnected>(await stage.Calendar.EventsAsync(stage.Connection, from, from.AddHours(1), CallUse.Poll, None));

        Assert.Null((await stage.Budget.ReadAsync(Account, None)).Stop);
    }

    [Fact]
    public async Task The_profile_goes_out_all_the_same_and_ends_the_stop_where_convo_takes_the_key_again()
    {
        await using var stage = await ConvoStage.StartAsync();
        await stage.ChangeAsync(new { account = "professional", revoked = true });
        await ReadAsync(stage, FactGroup.Account);
        Assert.Contains("refused", Assert.IsType<AccountAnswer<AccountProfile>.Not>(await ProfileAsync(stage)).Reason, StringComparison.Ordinal);

        await stage.ChangeAsync(new { account = "professional", revoked = false });
        Assert.IsType<FactAnswer.Later>(await ReadAsync(stage, FactGroup.Account));
        var profile = Assert.IsType<AccountAnswer<AccountProfile>.Here>(await ProfileAsync(stage)).Value;

        Assert.Equal(("professional", 100, 100), (profile.Tier, profile.Ai?.Limit, profile.Ai?.Remaining));
        Assert.NotNull(profile.OwnerName);
        Assert.IsType<FactAnswer.Known>(await ReadAsync(stage, FactGroup.Account));
    }

    [Fact]
    public async Task Without_limit_is_told_as_such()
    {
        await using var stage = await ConvoStage.StartAsync("convo_sandbox_enterprise");

        var profile = Assert.IsType<AccountAnswer<AccountProfile>.Here>(await ProfileAsync(stage)).Value;

        Assert.True(new AccountState("acme", 1).Learn(profile, 1, stage.Clock.GetUtcNow()).Ai.IsUnlimited);
    }

    private static Task<AccountAnswer<AccountProfile>> ProfileAsync(ConvoStage stage) => stage.Account.ProfileAsync(stage.Connection, None);

    private static Task<FactAnswer> ReadAsync(ConvoStage stage, FactGroup group) => stage.Facts.ReadAsync(stage.Connection, "sess_x", group, None);
}
