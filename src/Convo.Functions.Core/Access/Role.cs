namespace Convo.Functions.Core.Access;

/// <summary>What a person or a script may do; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Sees everything that is no secret.</summary>
    Viewer = 1,

    /// <summary>Writes recipes, runs again, releases from quarantine.</summary>
    Editor = 2,

    /// <summary>Connects accounts and makes tokens.</summary>
    Admin = 3,
}

/// <summary>Who is calling.</summary>
/// <param name="Name">Stands in the audit trail, such as <c>admin</c> or <c>token ci</c>.</param>
/// <param name="Role">What they may do.</param>
/// <param name="TokenId">The token they signed in with; null for the one from the environment.</param>
public sealed record Caller(string Name, Role Role, string? TokenId);
