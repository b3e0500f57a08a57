using System.Collections.Concurrent;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Stores;

/// <summary>Secrets in memory, under the same rules as the real stores.</summary>
public sealed class MemorySecrets : ISecrets
{
    private readonly ConcurrentDictionary<string, string> secrets = new(StringComparer.Ordinal);

    public Task<string?> GetAsync(string name, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(secrets.GetValueOrDefault(name));
    }

    public Task SetAsync(string name, string value, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        SecretRules.CheckValue(value);
        cancellation.ThrowIfCancellationRequested();
        secrets[name] = value;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        SecretRules.CheckName(name);
        cancellation.ThrowIfCancellationRequested();
        secrets.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
