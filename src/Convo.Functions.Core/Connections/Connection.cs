namespace Convo.Functions.Core.Connections;

/// <summary>A named account elsewhere. Recipes refer to it by name; its secrets are in the secret store and nowhere else.</summary>
/// <param name="Name">The name: lower-case letters, digits and hyphens, at most 40.</param>
/// <param name="Kind">What it connects to: <c>convo</c>, <c>slack</c> or <c>mail</c>.</param>
/// <param name="Settings">What is no secret, such as <c>baseUrl</c>.</param>
/// <param name="Generation">Counts up each time secrets are replaced; part of the names in the secret store.</param>
public sealed record Connection(string Name, string Kind, IReadOnlyDictionary<string, string> Settings, int Generation);
