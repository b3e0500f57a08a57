using System.Globalization;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Recipes.Store;

/// <summary>
/// The rows of table <c>recipes</c>. All stand in one partition, so that one batch publishes: <c>d|{id}</c> the draft and how the recipe stands,
/// <c>p|{id}</c> the version that is on, <c>v|{id}|{version}</c> every version that was ever published.
/// </summary>
internal static class RecipeRows
{
    public const string Partition = "recipes";

    public const string DraftPrefix = "d|";

    public const string PublishedPrefix = "p|";

    private const string Document = "document";
    private const string Name = "name";
    private const string VersionNumber = "version";
    private const string ActiveSince = "activeSince";
    private const string Changed = "changed";
    private const string SavedBy = "savedBy";
    private const string SavedAt = "savedAt";
    private const string OffBy = "offBy";
    private const string OffAt = "offAt";
    private const string WriterNonce = "nonce";

    public static string DraftKey(string id) => DraftPrefix + id;

    public static string PublishedKey(string id) => PublishedPrefix + id;

    public static string VersionKey(string id, int version) => $"{VersionsPrefix(id)}{version.ToString("D6", CultureInfo.InvariantCulture)}";

    public static string VersionsPrefix(string id) => $"v|{id}|";

    public static int VersionOf(Row row) => int.Parse(row.Key.AsSpan(row.Key.LastIndexOf('|') + 1), CultureInfo.InvariantCulture);

    public static Row Draft(Head head, ReadOnlyMemory<byte> document, string nonce)
    {
        var values = new Dictionary<string, RowValue>
        {
            [Document] = document,
            [Name] = head.Name,
            [VersionNumber] = head.Version,
            [Changed] = head.Changed,
            [SavedBy] = head.Saved.By,
            [SavedAt] = head.Saved.At,
            [WriterNonce] = nonce,
        };

        if (head.ActiveSince is { } since)
        {
            values[ActiveSince] = since;
        }

        if (head.SwitchedOff is { } off)
        {
            values[OffBy] = off.By;
            values[OffAt] = off.At;
        }

        return new Row(Partition, DraftKey(head.Id), values);
    }

    public static Row Version(string id, int version, ReadOnlyMemory<byte> document, string nonce) =>
        new(Partition, VersionKey(id, version), new Dictionary<string, RowValue> { [Document] = document, [WriterNonce] = nonce });

    public static Row Published(string id, int version, DateTimeOffset since, ReadOnlyMemory<byte> document, string nonce) => new(
        Partition,
        PublishedKey(id),
        new Dictionary<string, RowValue> { [VersionNumber] = version, [ActiveSince] = since, [Document] = document, [WriterNonce] = nonce });

    public static Head HeadOf(Row row) => new(
        row.Key[DraftPrefix.Length..],
        row.Text(Name) ?? string.Empty,
        (int)(row.Number(VersionNumber) ?? 0),
        row.Time(ActiveSince),
        row.Flag(Changed),
        new Deed(row.Text(SavedBy) ?? string.Empty, row.Time(SavedAt) ?? DateTimeOffset.MinValue),
        row.Text(OffBy) is { } by && row.Time(OffAt) is { } at ? new Deed(by, at) : null);

    public static RecipeSummary SummaryOf(Row row, string tag)
    {
        var head = HeadOf(row);
        return new RecipeSummary(head.Id, head.Name, head.Version, head.ActiveSince, head.Changed, head.Saved, head.SwitchedOff, tag);
    }

    public static ReadOnlyMemory<byte> DocumentOf(Row row) => row.Bytes(Document) ?? ReadOnlyMemory<byte>.Empty;

    public static string? NonceOf(Row row) => row.Text(WriterNonce);

    public static (string Id, int Version, DateTimeOffset Since) PublishedOf(Row row) => (
        row.Key[PublishedPrefix.Length..],
        (int)(row.Number(VersionNumber) ?? 0),
        row.Time(ActiveSince) ?? DateTimeOffset.MaxValue);

    /// <summary>How a recipe stands.</summary>
    public sealed record Head(string Id, string Name, int Version, DateTimeOffset? ActiveSince, bool Changed, Deed Saved, Deed? SwitchedOff);
}
