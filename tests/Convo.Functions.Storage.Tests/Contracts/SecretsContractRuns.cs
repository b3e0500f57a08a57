using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Tests.Shared;

namespace Convo.Functions.Storage.Tests.Contracts;

public sealed class MemorySecretsKeepTheContract : SecretsContract
{
    protected override Task<ISecrets> OpenAsync() => Task.FromResult<ISecrets>(new MemorySecrets());
}
