using Convo.Functions.Core.Actions;

namespace Convo.Functions.Web.Problems;

/// <summary>What every error answers (RFC 9457, <c>application/problem+json</c>): what happened, and what to do next.</summary>
/// <param name="Type">Names the kind of error: <c>urn:convo-functions:problem:…</c>.</param>
/// <param name="Title">The kind of error in words.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What happened, and why.</param>
/// <param name="Advice">What to do next.</param>
/// <param name="Problems">Where something that was sent is wrong: one entry a place, each with its path and advice.</param>
public sealed record ProblemDocument(
    string Type, string Title, int Status, string? Detail, string? Advice, IReadOnlyList<Problem>? Problems = null);
