using System.Net;
using Convo.Functions.HostStandIn.Outside;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Functions;

/// <summary>The app as the program that the host starts, kills and starts again.</summary>
public sealed class ProgramScenarios : IAsyncLifetime
{
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));
    private FunctionsProgram? app;

    private FunctionsProgram App => app!;

    public async Task InitializeAsync() => app = await FunctionsProgram.SetUpAsync(bound.Token);

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        bound.Dispose();
    }

    [Theory]
    [InlineData(HostMode.Forwarding)]
    [InlineData(HostMode.Proxy)]
    public async Task Started_by_the_host_it_makes_one_message_of_a_meeting(HostMode mode)
    {
        await StartAsync(mode);
        using var product = new Product(App);
        await App.ConnectAsync(product);
        var (meeting, recipe) = await PublishAsync(product);
        var conversation = await product.PlayAsync(meeting);
        await AssertOneMessageAsync(product, conversation, recipe);

        Assert.Equal(HttpStatusCode.OK, (await product.GetAnswerAsync("api/health")).Status);
        Assert.Equal(1, App.Host.HandlersStarted);
    }

    [Fact]
    public async Task A_kill_after_the_webhooks_were_taken_in_loses_nothing()
    {
        await StartAsync(HostMode.Forwarding, hasTriggers: false);
        using var product = new Product(App);
        await App.ConnectAsync(product);
        var (meeting, recipe) = await PublishAsync(product);
        var conversation = await product.PlayAsync(meeting);
        App.Kill();
        await App.Host.ReadyAsync(2, bound.Token);
        Assert.Empty(await product.MessagesAboutAsync(conversation, recipe.Channel));

        // The hint is in the queue, and the next host reads it.
        await App.StopAsync();
        await StartAsync(HostMode.Forwarding);
        await AssertOneMessageAsync(product, conversation, recipe);
    }

    [Fact]
    public async Task The_third_kill_stops_the_host_and_the_next_one_goes_on_where_it_was()
    {
        await StartAsync(HostMode.Proxy, hasTriggers: false);
        using var product = new Product(App);
        await App.ConnectAsync(product);
        var (meeting, recipe) = await PublishAsync(product);
        var conversation = await product.PlayAsync(meeting);
        App.Kill();
        await App.Host.ReadyAsync(2, bound.Token);
        App.Kill();
        await App.Host.ReadyAsync(3, bound.Token);
        App.Kill();
        await App.Host.Stopped.WaitAsync(bound.Token);

        await App.StopAsync();
        await StartAsync(HostMode.Proxy);
        await AssertOneMessageAsync(product, conversation, recipe);
    }

    [Fact]
    public async Task Without_a_setting_that_it_needs_it_says_so_and_the_host_stops()
    {
        await App.StartAsync(HostMode.Forwarding, hasTriggers: false, without: "CONVO_ADMIN_TOKEN", bound.Token);
        await App.Host.Stopped.WaitAsync(bound.Token);

        Assert.Equal(3, App.Host.HandlersStarted);
        Assert.Contains(App.Lines, line => line.Contains("CONVO_ADMIN_TOKEN", StringComparison.Ordinal));
    }

    private async Task StartAsync(HostMode mode, bool hasTriggers = true)
    {
        await App.StartAsync(mode, hasTriggers, without: null, bound.Token);
        await App.Host.ReadyAsync(bound.Token);
    }

    // Its clock is the real one: what it tries again after a while, it tries in its own time.
    private static async Task AssertOneMessageAsync(Product product, string conversation, RecipeScript recipe)
    {
        do
        {
            await product.SettleAsync();
        }
        while ((await product.MessagesAboutAsync(conversation, recipe.Channel)).Count is 0);

        Assert.Single(await product.MessagesAboutAsync(conversation, recipe.Channel));
    }

    private static async Task<(MeetingScript Meeting, RecipeScript Recipe)> PublishAsync(Product product)
    {
        var meeting = A.Meeting();
        var recipe = A.RecipeFor(meeting);
        await product.PublishAsync(recipe);
        return (meeting, recipe);
    }
}
