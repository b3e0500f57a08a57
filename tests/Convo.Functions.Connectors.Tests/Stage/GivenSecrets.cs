using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Tests.Stage;

/// <summary>One secret, or none.</summary>
internal sealed class GivenSecrets(string name, string? value) : IConnectionSecrets
{
    public Task<IReadOnlyDictionary<string, string>?> ReadAsync(Connection connection, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, string>?>(value is null ? null : new Dictionary<string, string> { [name] = value });
}
