using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Tests.Shared;

/// <summary>
/// What every store of secrets must do, sentence by sentence of <see cref="ISecrets"/>. Each store inherits it; this file is linked into its tests.
/// </summary>
public abstract class SecretsContract : IAsyncLifetime
{
    public static TheoryData<string> Values =>
    [
        "", " ", "plain", "Käse\r\n\t\0\u0001", "😀", "{\"json\":true}", "whsec_abc==", "\uFEFFmark", "C:\\path",
    ];

    protected static CancellationToken Never => CancellationToken.None;

    /// <summary>The store under test; a new, empty one for each test.</summary>
    protected ISecrets Secrets { get; private set; } = null!;

    public async Task InitializeAsync() => Secrets = await OpenAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_name_without_a_secret_gives_null() => Assert.Null(await Secrets.GetAsync("none-1", Never));

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_secret_comes_back_to_the_letter(string value)
    {
        await Secrets.SetAsync("acme-1", value, Never);
        Assert.Equal(value, await Secrets.GetAsync("acme-1", Never), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Setting_again_replaces()
    {
        await Secrets.SetAsync("acme-1", "first, and longer", Never);
        await Secrets.SetAsync("acme-1", "second", Never);
        Assert.Equal("second", await Secrets.GetAsync("acme-1", Never));
    }

    [Fact]
    public async Task Names_are_kept_apart()
    {
        foreach (var name in new[] { "a", "a-1", "a-2", "a-10", "-", "1" })
        {
            await Secrets.SetAsync(name, "secret of " + name, Never);
        }

        await Secrets.DeleteAsync("a-1", Never);

        Assert.Null(await Secrets.GetAsync("a-1", Never));
        foreach (var name in new[] { "a", "a-2", "a-10", "-", "1" })
        {
            Assert.Equal("secret of " + name, await Secrets.GetAsync(name, Never));
        }
    }

    [Fact]
    public async Task A_removed_secret_is_gone_and_removing_again_does_nothing()
    {
        await Secrets.SetAsync("acme-1", "secret", Never);
        await Secrets.DeleteAsync("acme-1", Never);
        await Secrets.DeleteAsync("acme-1", Never);
        Assert.Null(await Secrets.GetAsync("acme-1", Never));
    }

    [Fact]
    public async Task Removing_what_never_was_does_nothing()
    {
        await Secrets.DeleteAsync("never-1", Never);
        Assert.Null(await Secrets.GetAsync("never-1", Never));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("../a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    public async Task A_name_of_other_characters_is_refused(string name) => await AssertNameRefusedAsync(name);

    [Fact]
    public async Task A_name_has_up_to_127_characters()
    {
        var longest = new string('n', 127);
        await Secrets.SetAsync(longest, "secret", Never);
        Assert.Equal("secret", await Secrets.GetAsync(longest, Never));
        await AssertNameRefusedAsync(longest + "n");
    }

    [Fact]
    public async Task A_secret_has_up_to_24_KiB_of_UTF_8()
    {
        var largest = new string('ж', 12 * 1024);
        await Secrets.SetAsync("acme-1", largest, Never);
        Assert.Equal(largest, await Secrets.GetAsync("acme-1", Never));
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => Secrets.SetAsync("acme-1", largest + "x", Never));
        Assert.DoesNotContain("ж", error.Message, StringComparison.Ordinal);
        Assert.Equal(largest, await Secrets.GetAsync("acme-1", Never));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_and_not_shown()
    {
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => Secrets.SetAsync("acme-1", "secret\uD83D", Never));
        Assert.DoesNotContain("D83D", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Null(await Secrets.GetAsync("acme-1", Never));
    }

    [Fact]
    public async Task Concurrent_sets_leave_one_of_the_secrets_whole()
    {
        var values = Enumerable.Range(0, 32).Select(index => new string((char)('a' + (index % 26)), 100 + index)).ToArray();
        await Task.WhenAll(values.Select(value => Task.Run(() => Secrets.SetAsync("acme-1", value, Never))));
        Assert.Contains(await Secrets.GetAsync("acme-1", Never), values);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_does_nothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Secrets.SetAsync("acme-1", "secret", gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Secrets.GetAsync("acme-1", gone.Token));
        Assert.Null(await Secrets.GetAsync("acme-1", Never));
    }

    protected abstract Task<ISecrets> OpenAsync();

    private async Task AssertNameRefusedAsync(string name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Secrets.SetAsync(name, "secret", Never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Secrets.GetAsync(name, Never));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Secrets.DeleteAsync(name, Never));
    }
}
