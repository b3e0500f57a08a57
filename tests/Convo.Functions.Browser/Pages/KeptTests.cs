using Convo.Functions.Browser.Stage;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Scenarios.Functions;
using Convo.Functions.Scenarios.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace Convo.Functions.Browser.Pages;

/// <summary>What is kept, for how long, and what is left of a meeting that was deleted in Convo.</summary>
public abstract class KeptTests(IProductHost host, string place) : EditorTests(host, place)
{
    [Fact]
    public async Task The_page_of_a_deleted_meeting_says_what_was_taken_back_and_nothing_of_what_was_said()
    {
        var (meeting, channel) = (A.Meeting().Titled("Takeover of Heron"), A.Channel());
        var conversation = await DriveAsync(async product =>
        {
            await product.AddChannelAsync(channel);
            await product.PublishAsync(A.RecipeFor(meeting).PostingTo($"#{channel}"));
            var played = await product.PlayAsync(meeting);
            await product.UntilEndedAsync(played);
            Assert.Single(await product.MessagesAsync($"#{channel}"));
            return played;
        });
        await DriveAsync(async product =>
        {
            await product.FireAsync(conversation, "conversation.deleted");
            await product.UntilEndedAsync(conversation);
            Assert.Empty(await product.MessagesAsync($"#{channel}"));
        });

        // By the old address, which somebody may have kept; the new one is a hash.
        await using var visitor = await ComeSignedInAsync();
        var main = visitor.Page.Locator("main");
        await visitor.OpenAsync($"meeting/{Host.Convo}/{conversation}");
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Deleted meeting");
        foreach (var words in new[] { "Taken back", "what had been sent was taken back", "taken back.", "The id itself is forgotten.", "conversation.deleted" })
        {
            await Assertions.Expect(main).ToContainTextAsync(words);
        }

        await Assertions.Expect(main).Not.ToContainTextAsync(meeting.Title);
        await Assertions.Expect(main).Not.ToContainTextAsync(conversation);
        await Assertions.Expect(main.GetByRole(AriaRole.Button, new() { Name = "Run again" })).ToHaveCountAsync(0);
        await Pictures.LookAsync(visitor, "meeting-deleted");

        await visitor.OpenAsync("meetings");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Deleted meeting" }).First.ClickAsync();
        await Assertions.Expect(main).ToContainTextAsync("Hash of Convo's id");
        visitor.SawNoTrouble();
    }

    [Fact]
    public async Task How_long_what_is_kept_stands_on_the_privacy_page()
    {
        await using var visitor = await ComeSignedInAsync();
        await visitor.OpenAsync("privacy");
        var terms = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "How long things are kept" }).Locator("dt");
        await Assertions.Expect(terms).ToHaveTextAsync(["72 hours", "72 hours", "78 hours", "30 days", "400 days", "730 days"]);
        await Pictures.LookAsync(visitor, "privacy-kept");
        visitor.SawNoTrouble();
    }
}

public sealed class StandaloneKept(StandaloneHost host) : KeptTests(host, ""), IClassFixture<StandaloneHost>;

public sealed class FunctionsKept(ForwardingHost host) : KeptTests(host, "app/"), IClassFixture<ForwardingHost>;
