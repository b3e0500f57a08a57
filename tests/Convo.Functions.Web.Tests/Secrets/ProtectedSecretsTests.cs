using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Tests.Shared;
using Convo.Functions.Web.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace Convo.Functions.Web.Tests.Secrets;

public sealed class ProtectedSecretsTests : SecretsContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("keys-test-").FullName;
    private readonly MemoryTables tables = new();

    public override Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_secret_lies_encrypted_in_the_table()
    {
        await Secrets.SetAsync("acme-1", "whsec_in_clear", Never);
        var row = Assert.Single(tables.Snapshot()).Row;
        Assert.Equal(-1, row.Bytes("cipher")!.Value.Span.IndexOf("whsec_in_clear"u8));
        Assert.DoesNotContain(row.Values.Values, value => value.AsText is not null);
    }

    [Fact]
    public async Task Without_the_keys_of_the_folder_a_secret_can_not_be_read()
    {
        await Secrets.SetAsync("acme-1", "whsec_in_clear", Never);
        var other = Directory.CreateDirectory(Path.Combine(folder, "other"));
        var stranger = new ProtectedSecrets(tables, Provider(other));
        await Assert.ThrowsAsync<StorageException>(() => stranger.GetAsync("acme-1", Never));
    }

    [Fact]
    public async Task A_cipher_that_was_moved_to_another_name_opens_nothing()
    {
        await Secrets.SetAsync("acme-1", "whsec_in_clear", Never);
        var row = tables.Snapshot().Single().Row;
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Insert(row with { Key = "acme-2", Tag = null })], Never);
        await Assert.ThrowsAsync<StorageException>(() => Secrets.GetAsync("acme-2", Never));
    }

    [Fact]
    public void The_key_folder_is_for_its_owner_alone()
    {
        var made = DataFolder.Open(folder, "keys");
        Assert.True(OperatingSystem.IsWindows() || made.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    protected override Task<ISecrets> OpenAsync() =>
        Task.FromResult<ISecrets>(new ProtectedSecrets(tables, Provider(DataFolder.Open(folder, "keys"))));

    private static IDataProtectionProvider Provider(DirectoryInfo keys) => DataProtectionProvider.Create(keys);
}
