using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Storage.Tests.Azure.Vault;

/// <summary>What a key vault can answer besides the secret.</summary>
public sealed class VaultSecretsTests
{
    private const string Secret = "whsec_of_a_customer";
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly VaultStandIn vault = new(TimeProvider.System);
    private readonly SteadyCredential credential = new(() => "token");

    [Fact]
    public async Task The_vault_says_in_a_challenge_whom_a_token_is_to_be_for_and_later_calls_bring_it()
    {
        var secrets = Open();
        await secrets.SetAsync("acme-1", Secret, Never);
        Assert.Equal(Secret, await secrets.GetAsync("acme-1", Never));

        Assert.Equal(["PUT /secrets/acme-1 401", "PUT /secrets/acme-1", "GET /secrets/acme-1"], vault.Asked);
        var asked = Assert.Single(credential.Asked);
        Assert.Equal(["https://vault.azure.net/.default"], asked.Scopes);
        Assert.Equal("11111111-2222-3333-4444-555555555555", asked.TenantId);
    }

    [Fact]
    public async Task A_new_challenge_in_between_is_answered_with_a_new_token()
    {
        var secrets = Open();
        await secrets.SetAsync("acme-1", Secret, Never);
        vault.Next(_ => VaultStandIn.Challenge("99999999-2222-3333-4444-555555555555"));

        Assert.Equal(Secret, await secrets.GetAsync("acme-1", Never));

        Assert.Equal("99999999-2222-3333-4444-555555555555", credential.Asked.Last().TenantId);
    }

    [Theory]
    [InlineData("ForbiddenByRbac")]
    [InlineData("ForbiddenByFirewall")]
    [InlineData("SecretDisabled")]
    public async Task A_refusal_names_its_code_and_shows_nothing_else(string code)
    {
        var secrets = Open();
        foreach (var call in Calls(secrets))
        {
            vault.Next(_ => VaultStandIn.Error(HttpStatusCode.Forbidden, "Forbidden", code, $"The value {Secret} was not accepted."));
            var error = await Assert.ThrowsAsync<StorageException>(call);
            Assert.False(error.MayHaveHappened);
            Assert.Contains($"403 {code}", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_busy_vault_is_asked_again_after_the_time_it_names()
    {
        var clock = new TestClock();
        var secrets = Open(clock);
        vault.Next(_ => Busy(seconds: 2));
        var read = secrets.GetAsync("acme-1", Never);
        await WaitingAsync(clock, read);
        Assert.Equal(2, vault.Asked.Count);

        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(2, vault.Asked.Count);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null(await read);
        Assert.Equal(3, vault.Asked.Count);
    }

    [Fact]
    public async Task A_vault_that_is_busy_for_longer_than_a_call_may_take_fails_the_call_at_once()
    {
        var secrets = Open(new TestClock());
        foreach (var call in new Func<Task>[] { () => secrets.GetAsync("acme-1", Never), () => secrets.DeleteAsync("acme-1", Never) })
        {
            vault.Next(_ => Busy(seconds: 60));
            var error = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Contains("429", error.Message, StringComparison.Ordinal);
            Assert.False(error.MayHaveHappened);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_vault_that_stumbles_once_is_asked_again(HttpStatusCode status)
    {
        var secrets = Open();
        await secrets.SetAsync("acme-1", Secret, Never);
        vault.Next(_ => new HttpResponseMessage(status));

        Assert.Equal(Secret, await secrets.GetAsync("acme-1", Never));
    }

    [Fact]
    public async Task The_name_of_a_removed_secret_is_brought_back_and_given_a_new_version_and_nothing_is_removed_for_good()
    {
        var clock = new TestClock();
        var secrets = Open(clock);
        await secrets.SetAsync("acme-1", "old", Never);
        await secrets.DeleteAsync("acme-1", Never);
        vault.RecoveryTakes = 2;

        var store = secrets.SetAsync("acme-1", Secret, Never);
        while (!store.IsCompleted)
        {
            await WaitingAsync(clock, store);
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        await store;
        Assert.Equal(["old", Secret], vault.VersionsOf("acme-1"));
        Assert.Equal(Secret, await secrets.GetAsync("acme-1", Never));
        Assert.Contains("POST /deletedsecrets/acme-1/recover", vault.Asked);
        Assert.DoesNotContain(vault.Asked, asked => asked.StartsWith("DELETE /deletedsecrets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_bringing_back_is_not_allowed_storing_says_so()
    {
        var secrets = Open();
        await secrets.SetAsync("acme-1", "old", Never);
        await secrets.DeleteAsync("acme-1", Never);
        vault.Next(_ => null);
        vault.Next(_ => VaultStandIn.Error(HttpStatusCode.Forbidden, "Forbidden", "ForbiddenByRbac"));

        var error = await Assert.ThrowsAsync<StorageException>(() => secrets.SetAsync("acme-1", Secret, Never));

        Assert.Contains("403 ForbiddenByRbac", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_never_answers_ends_the_call_at_its_limit()
    {
        var secrets = new VaultSecrets(new VaultOptions(vault.Address, credential)
        {
            Transport = new HttpClientTransport(new SilentHandler()),
            TryFor = TimeSpan.FromMilliseconds(40),
            Within = TimeSpan.FromMilliseconds(100),
            StoreWithin = TimeSpan.FromMilliseconds(100),
        });

        foreach (var call in Calls(secrets))
        {
            await Assert.ThrowsAsync<StorageException>(call);
        }

        Assert.True((await Assert.ThrowsAsync<StorageException>(() => secrets.SetAsync("acme-1", Secret, Never))).MayHaveHappened);
        Assert.False((await Assert.ThrowsAsync<StorageException>(() => secrets.GetAsync("acme-1", Never))).MayHaveHappened);
    }

    [Fact]
    public async Task Without_a_token_the_call_fails_and_nothing_can_have_happened()
    {
        var nobody = new SteadyCredential(() => throw new CredentialUnavailableException("no identity"));
        var secrets = new VaultSecrets(new VaultOptions(vault.Address, nobody) { Transport = new HttpClientTransport(vault) });

        var error = await Assert.ThrowsAsync<StorageException>(() => secrets.SetAsync("acme-1", Secret, Never));

        Assert.False(error.MayHaveHappened);
        Assert.Contains("No token", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<Func<Task>> Calls(ISecrets secrets) =>
        [() => secrets.SetAsync("acme-1", Secret, Never), () => secrets.GetAsync("acme-1", Never), () => secrets.DeleteAsync("acme-1", Never)];

    private static HttpResponseMessage Busy(int seconds)
    {
        var answer = VaultStandIn.Error(HttpStatusCode.TooManyRequests, "Throttled");
        answer.Headers.Add("Retry-After", seconds.ToString());
        return answer;
    }

    /// <summary>Waits until a call pauses by the clock, when there is one more timer besides its limit, or until it has ended.</summary>
    private static async Task WaitingAsync(TestClock clock, Task call)
    {
        while (clock.Waiting < 2 && !call.IsCompleted)
        {
            await Task.Yield();
        }
    }

    private VaultSecrets Open(TimeProvider? clock = null) => new(new VaultOptions(vault.Address, credential)
    {
        Transport = new HttpClientTransport(vault),
        Clock = clock ?? TimeProvider.System,

        // A busy machine must not end a try: by a clock that stands still, the pause after it would never end.
        TryFor = TimeSpan.FromMinutes(1),
    });

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It is cancelled before.");
        }
    }
}
