using Azure.Core.Pipeline;
using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Azure;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Storage.Tests.Azure.Vault;

public sealed class VaultSecretsKeepTheContract : SecretsContract
{
    private readonly VaultStandIn vault = new(TimeProvider.System);

    protected override Task<ISecrets> OpenAsync() => Task.FromResult<ISecrets>(new VaultSecrets(
        new VaultOptions(vault.Address, new SteadyCredential(() => "token")) { Transport = new HttpClientTransport(vault) }));
}
