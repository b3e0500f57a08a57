using Convo.Functions.Core.Meetings;
using Convo.Functions.Scenarios.Driving;
using Convo.Functions.Web;
using Convo.Sandbox;
using Convo.Sandbox.Clock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>Two instances of a product behind one front door, over one store, beside one sandbox with three accounts and a clock that can be moved.</summary>
internal abstract class CampaignStage(ulong seed, Action<IServiceCollection>? spoil) : IProductHost, IAsyncDisposable
{
    private const string KeyFolder = "keys";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);

    private readonly CampaignLog log = new();
    private SandboxServer? sandbox;
    private FrontDoor? door;

    public abstract string Name { get; }

    /// <summary>How long an event waits at most before it is played: the steps in which time passes while meetings are held.</summary>
    public abstract TimeSpan Grid { get; }

    /// <summary>Where people reach the product: its first instance.</summary>
    public abstract Uri Address { get; }

    public Uri Sandbox => sandbox!.Address;

    public string AdminToken => "admin-canary-0123456789abcdefghij";

    public string Convo => CampaignPlan.Professional;

    public CapturedLog Log { get; } = new();

    public Witness Witness { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-campaign-").FullName;

    public TimeSpan Patience => TimeSpan.FromHours(4);

    public FrontDoor Door => door!;

    /// <summary>Warnings and errors, and how often each came.</summary>
    public IReadOnlyDictionary<string, int> Warnings => log.Lines;

    /// <summary>The time that the product and the sandbox live in.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    protected SandboxClock Clock => sandbox!.Clock;

    /// <summary>Starts both instances and connects the accounts.</summary>
    public async Task StartAsync()
    {
        using var bound = new CancellationTokenSource(StartsWithin);
        var clock = new SandboxClock();
        clock.Set(CampaignPlan.Begin);
        sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = 0, Seed = seed, Clock = clock }, bound.Token);
        door = await FrontDoor.OpenAsync(clock, bound.Token);
        var first = await StartOneAsync(FolderOf(1), bound.Token);
        door.LeadTo(first);
        using (var product = new Product(this))
        {
            await ConnectAsync(product);
        }

        // There is no vault: secrets are encrypted with keys in the data folder, which the instances must have alike.
        ShareKeys();
        door.LeadTo(first, await StartOneAsync(FolderOf(2), bound.Token));
    }

    /// <summary>The meetings that have a row of the open-work index.</summary>
    public async Task<IReadOnlyList<MeetingKey>> OpenAsync(CancellationToken cancellation) =>
        await ServicesOfOne.GetRequiredService<OpenWork>().DueAsync(DateTimeOffset.MaxValue, cancellation).ToListAsync(cancellation);

    public async Task SettleAsync(CancellationToken cancellation)
    {
        do
        {
            while (Door.IsBusy)
            {
                await Task.Yield();
            }
        }
        while (await SettleOnceAsync(cancellation) || Door.IsBusy);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await sandbox!.DisposeAsync();
        await door!.DisposeAsync();
        log.Dispose();
        Log.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected abstract IServiceProvider ServicesOfOne { get; }

    /// <summary>Starts an instance.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <returns>Where it listens.</returns>
    protected abstract Task<Uri> StartOneAsync(string folder, CancellationToken cancellation);

    /// <summary>Lets both do what is due; true where that may have brought more.</summary>
    protected abstract Task<bool> SettleOnceAsync(CancellationToken cancellation);

    protected abstract Task StopAsync();

    /// <summary>What is the same in all instances: the log, the clock, the address that Convo delivers to, and what a test spoils.</summary>
    protected void Arrange(IServiceCollection services)
    {
        // That there is no key vault is a warning at every start.
        services.AddLogging(logging => logging.ClearProviders().AddProvider(log).AddFilter("Convo.Functions.FunctionsApp", LogLevel.Error));
        services.AddSingleton<TimeProvider>(Clock);
        var options = (WebOptions)services.Last(service => service.ServiceType == typeof(WebOptions)).ImplementationInstance!;
        services.AddSingleton(options with { LocalAddress = Door.Address });
        spoil?.Invoke(services);
    }

    private string FolderOf(int instance) => Directory.CreateDirectory(Path.Combine(Folder, $"instance-{instance}")).FullName;

    private async Task ConnectAsync(Product product)
    {
        foreach (var tier in CampaignPlan.Tiers)
        {
            var convo = await product.ConnectAsync(tier, "convo", Sandbox, ("apiKey", $"convo_sandbox_{tier}"));
            Assert.True((int)convo.Status is 200 or 201, convo.Text);
        }

        var slack = await product.ConnectAsync("slack", "slack", sandbox!.SlackAddress, ("token", SandboxServer.SlackBotToken));
        Assert.True((int)slack.Status is 200 or 201, slack.Text);
    }

    private void ShareKeys()
    {
        var own = Directory.CreateDirectory(Path.Combine(FolderOf(2), KeyFolder));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(FolderOf(1), KeyFolder)))
        {
            File.Copy(file, Path.Combine(own.FullName, Path.GetFileName(file)));
        }
    }
}
