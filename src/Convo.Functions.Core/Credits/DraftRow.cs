using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Credits;

/// <summary>Which draft: of a meeting, and of which try (<see cref="Occasion.N"/>), as a person may run a recipe again.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="N">The n of the occasion.</param>
public readonly record struct DraftKey(MeetingKey Meeting, string N)
{
    /// <summary>The partition of the account.</summary>
    public string Partition => PartitionOf(Meeting.Connection);

    /// <summary>The row key.</summary>
    public string RowKey => $"d|{Meeting.Text}|{N}";

    /// <summary>The partition of an account by its connection.</summary>
    public static string PartitionOf(string connection) => $"credits|{connection}";
}

/// <summary>How far a draft is.</summary>
public enum DraftState
{
    /// <summary>A credit is taken and Convo is being asked; after <see cref="CreditBook.Lease"/> nobody is any more.</summary>
    Asked,

    /// <summary>It came, and was kept as content.</summary>
    Written,

    /// <summary>No answer came: it may have cost a credit.</summary>
    Lost,
}

/// <summary>The row of one draft. It holds no word of it.</summary>
/// <param name="Key">Which draft.</param>
/// <param name="Recipe">Whose credit was taken for it.</param>
/// <param name="State">How far it is.</param>
/// <param name="AskedAt">When the credit was taken.</param>
/// <param name="Nonce">Who took it.</param>
public sealed record DraftRow(DraftKey Key, string Recipe, DraftState State, DateTimeOffset AskedAt, string Nonce)
{
    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>Reads the row.</summary>
    public static DraftRow From(Row row)
    {
        var parts = row.Key.Split('|', 3);
        return new DraftRow(
            new DraftKey(new MeetingKey(parts[1]), parts[2]),
            row.Text("recipe") ?? "",
            Enum.Parse<DraftState>(row.Text("state") ?? "", ignoreCase: true),
            row.Time("askedAt") ?? default,
            row.Text(Nonces.Name) ?? "")
        { Tag = row.Tag };
    }

    /// <summary>The change that writes this: an insert without a tag, else a replacement of exactly that version.</summary>
    public RowChange Write(string? tag) => new Dictionary<string, RowValue>
    {
        ["recipe"] = Recipe,
        ["state"] = State.ToString().ToLowerInvariant(),
        ["askedAt"] = AskedAt,
        [Nonces.Name] = Nonce,
    }.Write(Key.Partition, Key.RowKey, tag);
}
