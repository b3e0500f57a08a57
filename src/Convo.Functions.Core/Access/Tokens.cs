using System.Buffers.Text;
using System.Security.Cryptography;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Access;

/// <summary>
/// Tokens for people and scripts. A token is <c>cft_{id}_{256 random bits}</c>; only its hash is kept, so nobody can read one again. A plain
/// hash is enough, because nobody can guess what has 256 random bits.
/// </summary>
public sealed class Tokens(ITables tables, IChance chance, TimeProvider clock)
{
    private const string Partition = "tokens";
    private const string Start = "cft_";
    private const string FirstId = "admin";
    private const string LinkId = "link";
    private const int IdLength = 12;
    private const int RandomBytes = 32;

    /// <summary>
    /// The token for the sign-in link that is printed at a start: at the first start the admin token, which stays; at later starts, because that
    /// one can't be read again, a fresh one in place of the link of the start before.
    /// </summary>
    public async Task<string> ForSignInLinkAsync(CancellationToken cancellation)
    {
        var (token, row) = New(FirstId, "admin", Role.Admin, "start");
        if (await tables.WriteAsync(TableNames.Connections, [new RowChange.Insert(row)], cancellation) is WriteResult.Done)
        {
            return token;
        }

        (token, row) = New(LinkId, "admin", Role.Admin, "start");
        await tables.WriteAsync(TableNames.Connections, [new RowChange.Upsert(row)], cancellation);
        return token;
    }

    /// <summary>Makes a token.</summary>
    /// <param name="name">Stands in the audit trail.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The token: this once, and never again.</returns>
    public async Task<NewToken> MakeAsync(string name, Role role, string actor, CancellationToken cancellation)
    {
        var id = chance.NewId()[..IdLength];
        var (token, row) = New(id, name, role, actor);
        var done = await tables.WriteAsync(TableNames.Connections, [new RowChange.Insert(row)], cancellation) is WriteResult.Done;
        return done ? new NewToken(id, token) : throw new StorageException("A token could not be stored: its id was taken.", mayHaveHappened: false);
    }

    /// <summary>Whose token it is; null for one that doesn't exist (any more).</summary>
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellation)
    {
        if (IdOf(token) is not { } id || await RowAsync(id, cancellation) is not { } row || row.Bytes("hash") is not { } hash)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(hash.Span, Digest.Bytes(token)) ? Holder(row) : null;
    }

    /// <summary>Who a session belongs to, by the id of the token it was opened with; null once the token is gone or was replaced.</summary>
    /// <param name="id">The token's id.</param>
    /// <param name="mark">What <see cref="Mark"/> gave for the token.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Caller?> FindSessionAsync(string id, string mark, CancellationToken cancellation) =>
        await RowAsync(id, cancellation) is { } row && row.Bytes("hash") is { } hash
        && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(MarkOf(hash.Span)), Convert.FromHexString(mark))
            ? Holder(row)
            : null;

    /// <summary>Ties a session to this very token: a hash of its hash.</summary>
    public static string Mark(string token) => MarkOf(Digest.Bytes(token));

    /// <summary>The tokens, without what would let anybody in.</summary>
    public async Task<IReadOnlyList<TokenInfo>> ListAsync(CancellationToken cancellation)
    {
        var list = new List<TokenInfo>();
        string? continuation = null;
        do
        {
            var page = await tables.QueryAsync(TableNames.Connections, new RowRange(Partition), continuation, cancellation);
            list.AddRange(page.Rows.Select(row =>
                new TokenInfo(row.Key, row.Text("name") ?? "", RoleOf(row), row.Time("createdAt") ?? DateTimeOffset.MinValue, row.Text("createdBy") ?? "")));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return list;
    }

    /// <summary>Removes a token, and with it every session that was opened with it; false where there is none.</summary>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellation) =>
        ValidId(id) && await tables.WriteAsync(TableNames.Connections, [new RowChange.Delete(Partition, id)], cancellation) is WriteResult.Done;

    private static string MarkOf(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(SHA256.HashData(hash));

    private static string? IdOf(string token)
    {
        var end = token.StartsWith(Start, StringComparison.Ordinal) ? token.IndexOf('_', Start.Length) : -1;
        return end > 0 && ValidId(token[Start.Length..end]) ? token[Start.Length..end] : null;
    }

    private static bool ValidId(string id) => id.Length is > 0 and <= IdLength && id.All(char.IsAsciiLetterOrDigit);

    private static Role RoleOf(Row row) => row.Number("role") is { } role && Enum.IsDefined((Role)role) ? (Role)role : Role.Viewer;

    private static Caller Holder(Row row) => new(row.Text("name") ?? row.Key, RoleOf(row), row.Key);

    private Task<Row?> RowAsync(string id, CancellationToken cancellation) => tables.GetAsync(TableNames.Connections, Partition, id, cancellation);

    private (string Token, Row Row) New(string id, string name, Role role, string actor)
    {
        var token = $"{Start}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}";
        return (token, new Row(Partition, id, new Dictionary<string, RowValue>
        {
            ["hash"] = Digest.Bytes(token),
            ["name"] = name,
            ["role"] = (long)role,
            ["createdAt"] = clock.GetUtcNow(),
            ["createdBy"] = actor,
        }));
    }
}

/// <summary>A token that was just made.</summary>
/// <param name="Id">Names it in lists.</param>
/// <param name="Token">Lets its holder in; can't be read again.</param>
public sealed record NewToken(string Id, string Token);

/// <summary>What can be known about a token.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">Who or what it is for.</param>
/// <param name="Role">What it allows.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record TokenInfo(string Id, string Name, Role Role, DateTimeOffset CreatedAt, string CreatedBy);
