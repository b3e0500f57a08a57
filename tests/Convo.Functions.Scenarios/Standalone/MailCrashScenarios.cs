using Convo.Functions.Core.Ports;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Mail;
using Xunit;

namespace Convo.Functions.Scenarios.Standalone;

/// <summary>
/// The store dies around a mail, and the app is started again on its files. A mail can't be looked up, so the promise is: at most one repeat for a
/// crash, as the very same mail.
/// </summary>
public sealed class MailCrashScenarios(StandaloneBesideSandbox host) : MailScenario(host), IClassFixture<StandaloneBesideSandbox>
{
    [Theory]
    [InlineData("claim", false, 1)]
    [InlineData("claim", true, 1)]
    [InlineData("record", false, 2)]
    [InlineData("record", true, 1)]
    public async Task A_crash_around_a_mail_repeats_it_at_most_once_and_as_the_same_mail(string window, bool afterTheWrite, int mails)
    {
        await using var server = await ConnectAsync();
        var meeting = A.Meeting();
        var recipe = RecipeFor(meeting);
        await PublishAsync(recipe);
        var cut = PowerCut.At(TableNames.Meetings, row => WindowOf(row) == window, afterTheWrite);
        await host.RestartAsync(cut);
        string conversation;
        using (var before = new Product(host))
        {
            conversation = await before.PlayAsync(meeting, KeyPointsReady);
            await before.SettleAsync();
            Assert.True(await before.SayYesAsync());
            await cut.Struck.WaitAsync(before.Bound);
        }

        await host.RestartAsync(new PowerCut());
        using var after = new Product(host) { SaysYes = true };
        await after.SettleAsync();
        await after.UntilEndedAsync(conversation);

        Assert.Equal("done", (await after.RunAsync(conversation, recipe.Id)).State);
        var sent = await server.MailsAsync();
        Assert.Equal(mails, sent.Count);
        Assert.Single(sent.Select(mail => mail.Raw).Distinct());
    }

    // The sample recipe posts to Slack about the same meeting; only the mail's own row counts.
    private static string? WindowOf(Row row) => row.Key.StartsWith("d|", StringComparison.Ordinal) && row.Text("action") is "mail.send"
        ? row.Text("delivered") is not null ? "record" : row.Text("claim") is not null ? "claim" : null
        : null;
}
