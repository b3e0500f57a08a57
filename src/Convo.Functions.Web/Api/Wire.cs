using System.ComponentModel.DataAnnotations;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Web.Api;

/// <summary>A token, to open a session with.</summary>
/// <param name="Token">The token.</param>
public sealed record SessionRequest([property: Required] string? Token);

/// <summary>Who is signed in.</summary>
/// <param name="Name">The name as the audit trail has it.</param>
/// <param name="Role"><c>viewer</c>, <c>editor</c> or <c>admin</c>.</param>
public sealed record SessionAnswer(string Name, string Role);

/// <summary>A token to be made.</summary>
/// <param name="Name">Who or what it is for.</param>
/// <param name="Role"><c>viewer</c> or <c>editor</c>.</param>
public sealed record TokenRequest(string? Name, string? Role);

/// <summary>A token that was just made.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">Who or what it is for.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Token">The token itself: shown this once.</param>
public sealed record TokenMade(string Id, string Name, string Role, string Token);

/// <summary>What can be known about a token.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">Who or what it is for.</param>
/// <param name="Role">What it allows.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record TokenAnswer(string Id, string Name, string Role, DateTimeOffset CreatedAt, string CreatedBy);

/// <summary>All tokens.</summary>
public sealed record TokenList(IReadOnlyList<TokenAnswer> Items);

/// <summary>A connection to be saved. Members that are not named here are passed over.</summary>
/// <param name="Name">Its name: lower-case letters, digits and hyphens.</param>
/// <param name="Kind"><c>convo</c>, <c>slack</c> or <c>mail</c>.</param>
/// <param name="Settings">What is no secret: <c>baseUrl</c>; for mail <c>host</c>, <c>port</c>, <c>from</c>, <c>fromName</c>, <c>security</c>.</param>
/// <param name="Secrets">Its secrets by name: <c>apiKey</c> (convo), <c>token</c> (slack), <c>user</c> and <c>password</c> (mail). Never given back.</param>
public sealed record ConnectionRequest(
    string? Name, string? Kind, IReadOnlyDictionary<string, string?>? Settings, IReadOnlyDictionary<string, string?>? Secrets)
{
    /// <summary>Without the secrets: records print all they hold.</summary>
    public override string ToString() => nameof(ConnectionRequest);
}

/// <summary>A connection, without its secrets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it connects to.</param>
/// <param name="Settings">What is no secret.</param>
/// <param name="Generation">How often its secrets were saved.</param>
/// <param name="Webhook">After saving a connection to Convo: what became of its webhook; else null.</param>
public sealed record ConnectionAnswer(
    string Name, string Kind, IReadOnlyDictionary<string, string> Settings, int Generation, ConnectionAbility? Webhook = null);

/// <summary>All connections.</summary>
public sealed record ConnectionList(IReadOnlyList<ConnectionAnswer> Items);

/// <summary>What a test of a connection found.</summary>
/// <param name="Works">Whether what can't be done without is there.</param>
/// <param name="Account">Whose account it is, in words; null where it could not be told.</param>
/// <param name="Abilities">What works and what is missing, each with advice.</param>
public sealed record ConnectionTestAnswer(bool Works, string? Account, IReadOnlyList<ConnectionAbility> Abilities);

/// <summary>How often deliveries were turned away.</summary>
/// <param name="Since">Since when this process counts; it keeps two days.</param>
/// <param name="Items">One entry an hour, connection and reason, newest first.</param>
public sealed record RejectionList(DateTimeOffset Since, IReadOnlyList<RejectionAnswer> Items);

/// <summary>How often deliveries were turned away in one hour for one reason.</summary>
/// <param name="Hour">The start of the hour (UTC).</param>
/// <param name="Connection">The connection, or <c>unknown</c>.</param>
/// <param name="Reason">Why, such as <c>wrong-signature</c>.</param>
/// <param name="Count">How often.</param>
public sealed record RejectionAnswer(DateTimeOffset Hour, string Connection, string Reason, int Count);
