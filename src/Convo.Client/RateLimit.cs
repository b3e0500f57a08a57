namespace Convo.Client;

/// <summary>
/// The hourly request limit as Convo's <c>X-RateLimit-*</c> headers report it. It is counted per user over a rolling hour, so all keys
/// of one user share it (API documentation, "Rate Limits").
/// </summary>
/// <param name="Limit">Requests allowed an hour: 100, 500 or 2,000 by plan; null when not reported.</param>
/// <param name="Remaining">Requests left in the current window, never below 0; null when not reported.</param>
/// <param name="ResetsAt">When the window resets, in UTC; null when not reported.</param>
public sealed record RateLimit(int? Limit, int? Remaining, DateTimeOffset? ResetsAt);
