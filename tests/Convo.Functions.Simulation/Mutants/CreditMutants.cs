using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Credits;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Mutants;

/// <summary>What was asked for is forgotten: whoever comes next asks again.</summary>
internal sealed class ForgetWhatWasAsked : Mutant
{
    public override ITables Tables(ITables real) => new Forgetful(real);

    private sealed class Forgetful(ITables real) : ITables
    {
        public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation)
        {
            var row = await real.GetAsync(table, partition, key, cancellation);
            return IsGeneration(table, key) ? null : row;
        }

        public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation) =>
            real.QueryAsync(table, range, continuation, cancellation);

        public Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation) => real.WriteAsync(
            table,
            [.. changes.Select(change => change is RowChange.Insert insert && IsGeneration(table, change.Key) ? new RowChange.Upsert(insert.Row) : change)],
            cancellation);

        private static bool IsGeneration(string table, string key) => table is TableNames.Budgets && key.StartsWith("d|", StringComparison.Ordinal);
    }
}

/// <summary>No answer is taken for a no: the credit is given back, and it is asked for again.</summary>
internal sealed class TakeSilenceForNo : Mutant
{
    public override IGenerations Generations(IGenerations real) => new Deaf(real);

    private sealed class Deaf(IGenerations real) : IGenerations
    {
        public async Task<Generated> GenerateAsync(Connection connection, string conversationId, Generation what, CancellationToken cancellation) =>
            await real.GenerateAsync(connection, conversationId, what, cancellation) switch
            {
                Generated.MayHaveCost lost => new Generated.Later(lost.Reason, DateTimeOffset.MinValue),
                var other => other,
            };
    }
}
