namespace Convo.Functions.Web.Api;

/// <summary>Marks a list that is given page by page.</summary>
internal sealed record PagedList;

/// <summary>Something else that may stand in the query of an address.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it does.</param>
internal sealed record QueryOption(string Name, string Description);

/// <summary>Marks an operation on something with a version.</summary>
/// <param name="IfMatch">Whether If-Match must be sent; null where it is not looked at.</param>
internal sealed record Versioned(bool? IfMatch);
