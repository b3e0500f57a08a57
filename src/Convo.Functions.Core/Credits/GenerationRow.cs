using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Credits;

/// <summary>Which generation: of a meeting, of what, and of which try (<see cref="Occasion.N"/>), as a person may run a recipe again.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="N">The n of the occasion.</param>
/// <param name="What">What is generated (<see cref="Generation.Name"/>).</param>
public readonly record struct GenerationKey(MeetingKey Meeting, string N, string What)
{
    // Drafts were the first, and stand under keys without a word of what they are.
    private const string Drafts = "email";

    /// <summary>The partition of the account.</summary>
    public string Partition => PartitionOf(Meeting.Connection);

    /// <summary>The row key.</summary>
    public string RowKey => What is Drafts ? $"d|{Meeting.Text}|{N}" : $"d|{Meeting.Text}|{N}|{What}";

    /// <summary>The partition of an account by its connection.</summary>
    public static string PartitionOf(string connection) => $"credits|{connection}";

    /// <summary>Reads what <see cref="RowKey"/> wrote.</summary>
    public static GenerationKey Parse(string rowKey)
    {
        var parts = rowKey.Split('|');
        return new GenerationKey(new MeetingKey(parts[1]), parts[2], parts.Length > 3 ? parts[3] : Drafts);
    }
}

/// <summary>How far a generation is.</summary>
public enum GenerationState
{
    /// <summary>A credit is taken and Convo is being asked; after <see cref="CreditBook.Lease"/> nobody is any more.</summary>
    Asked,

    /// <summary>It came, and was kept as content or by Convo.</summary>
    Written,

    /// <summary>No answer came: it may have cost a credit.</summary>
    Lost,
}

/// <summary>The row of one generation. It holds no word of it.</summary>
/// <param name="Key">Which generation.</param>
/// <param name="Recipe">Whose credit was taken for it.</param>
/// <param name="State">How far it is.</param>
/// <param name="AskedAt">When the credit was taken.</param>
/// <param name="Nonce">Who took it.</param>
public sealed record GenerationRow(GenerationKey Key, string Recipe, GenerationState State, DateTimeOffset AskedAt, string Nonce)
{
    /// <summary>The version of the row that this was read from; null before the first write.</summary>
    public string? Tag { get; init; }

    /// <summary>Reads the row.</summary>
    public static GenerationRow From(Row row) => new(
        GenerationKey.Parse(row.Key),
        row.Text("recipe") ?? "",
        Enum.Parse<GenerationState>(row.Text("state") ?? "", ignoreCase: true),
        row.Time("askedAt") ?? default,
        row.Text(Nonces.Name) ?? "")
    { Tag = row.Tag };

    /// <summary>The change that writes this: an insert without a tag, else a replacement of exactly that version.</summary>
    public RowChange Write(string? tag) => new Dictionary<string, RowValue>
    {
        ["recipe"] = Recipe,
        ["state"] = State.ToString().ToLowerInvariant(),
        ["askedAt"] = AskedAt,
        [Nonces.Name] = Nonce,
    }.Write(Key.Partition, Key.RowKey, tag);
}
