using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Simulation.Mutants;

/// <summary>The open-work row is removed whatever its tag: work that was noted since the look is forgotten.</summary>
internal sealed class CloseWhateverTheTag : Mutant
{
    public override ITables Tables(ITables real) => new ChangedTables(
        real,
        (table, change) => table is TableNames.Open && change is RowChange.Delete gone ? new RowChange.Delete(gone.Partition, gone.Key) : change);
}

/// <summary>What is planned replaces whatever is there: of two looks the later writer wins, with older facts.</summary>
internal sealed class PlanWhateverTheTag : Mutant
{
    public override ITables Tables(ITables real) => new ChangedTables(
        real,
        (table, change) => table is TableNames.Meetings && change is RowChange.Replace replace && IsPlan(replace.Row)
            ? new RowChange.Upsert(replace.Row)
            : change);

    private static bool IsPlan(Row row) =>
        row.Key.StartsWith(Run.Prefix, StringComparison.Ordinal)
        || (row.Key.StartsWith(Delivery.Prefix, StringComparison.Ordinal) && row.Number("revision") > 1 && row.Text("claim") is null);
}

/// <summary>What became of an attempt is written over whatever planning has raised meanwhile.</summary>
internal sealed class RecordWhateverTheTag : Mutant
{
    public override ITables Tables(ITables real) => new ChangedTables(
        real,
        (table, change) => table is TableNames.Meetings && change is RowChange.Replace replace && IsRecord(replace.Row)
            ? new RowChange.Upsert(replace.Row)
            : change);

    private static bool IsRecord(Row row) => row.Key.StartsWith(Delivery.Prefix, StringComparison.Ordinal) && row.Text("delivered") is not null;
}

/// <summary>After a deletion only what has a receipt is taken back: what is being posted in that moment stays.</summary>
internal sealed class WithdrawOnlyWhatIsKnown : Mutant
{
    public override ITables Tables(ITables real) => new ChangedTables(
        real,
        (table, change) => table is TableNames.Meetings && change is RowChange.Replace { Row: var row, IfTag: var tag } && IsGuess(row)
            ? new RowChange.Replace(row with { Values = new Dictionary<string, RowValue>(row.Values) { ["state"] = "cancelled" } }, tag)
            : change);

    private static bool IsGuess(Row row) =>
        row.Key.StartsWith(Delivery.Prefix, StringComparison.Ordinal) && row.Text("desired") is Delivery.Nothing && row.Text("receipt") is null
        && row.Text("state") is "pending" && row.Number("attempts") is 0;
}

/// <summary>The open-work row is not touched again once the event is stored.</summary>
internal sealed class NeverConfirm : Mutant
{
    public override ITables Tables(ITables real) => new Unconfirmed(real);

    private sealed class Unconfirmed(ITables real) : ChangedTables(real, (_, change) => change)
    {
        private readonly HashSet<string> stored = [];

        public override Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            if (table is TableNames.Open && changes[0] is RowChange.Upsert touch && stored.Remove(touch.Key))
            {
                return Task.FromResult<WriteResult>(new WriteResult.Done(["never written"]));
            }

            if (table is TableNames.Meetings && changes[0].Key.StartsWith(MeetingEvent.Prefix, StringComparison.Ordinal))
            {
                stored.Add(changes[0].Partition);
            }

            return base.WriteAsync(table, changes, cancellation);
        }
    }
}

/// <summary>The row that says who is at a delivery is written together with the outcome: the effect comes first.</summary>
internal sealed class EffectBeforeClaim : Mutant
{
    public override ITables Tables(ITables real) => new Unclaimed(real);

    private sealed class Unclaimed(ITables real) : ChangedTables(real, (_, change) => change)
    {
        private readonly Dictionary<string, string> realTags = [];

        public override Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            if (changes is not [RowChange.Replace { Row: var row, IfTag: var tag }] || !row.Key.StartsWith(Delivery.Prefix, StringComparison.Ordinal))
            {
                return base.WriteAsync(table, changes, cancellation);
            }

            if (row.Text("claim") is { } claim)
            {
                realTags[claim] = tag;
                return Task.FromResult<WriteResult>(new WriteResult.Done([claim]));
            }

            return base.WriteAsync(table, [new RowChange.Replace(row, realTags.GetValueOrDefault(tag, tag))], cancellation);
        }
    }
}

/// <summary>A store that changes some changes before it makes them.</summary>
internal class ChangedTables(ITables real, Func<string, RowChange, RowChange> change) : ITables
{
    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancellation) =>
        real.GetAsync(table, partition, key, cancellation);

    public Task<RowPage> QueryAsync(string table, RowRange range, string? continuation, CancellationToken cancellation) =>
        real.QueryAsync(table, range, continuation, cancellation);

    public virtual Task<WriteResult> WriteAsync(string table, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        real.WriteAsync(table, [.. changes.Select(c => change(table, c))], cancellation);
}
