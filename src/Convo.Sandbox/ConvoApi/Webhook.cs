namespace Convo.Sandbox.ConvoApi;

/// <summary>A registered webhook. The secret is used unchanged as the HMAC key.</summary>
internal sealed record Webhook(string Id, Uri Url, string UrlAsGiven, IReadOnlyList<string> Events, string Secret, DateTimeOffset CreatedAt);
