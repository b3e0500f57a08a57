namespace Convo.Functions.Web.Api;

/// <summary>How long what is kept, from what goes first to what goes last.</summary>
/// <param name="Items">The kinds of what is stored.</param>
public sealed record KeptList(IReadOnlyList<KeptAnswer> Items);

/// <summary>One kind of what is stored.</summary>
/// <param name="Name">A short name.</param>
/// <param name="What">What it is.</param>
/// <param name="Hours">How many hours it is kept; 0 for not at all.</param>
/// <param name="From">From when on they count.</param>
public sealed record KeptAnswer(string Name, string What, double Hours, string From);
