namespace Convo.Client;

/// <summary>A value from Convo together with the rate limit that the same response reported.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="Value">What was asked for.</param>
/// <param name="RateLimit">The hourly limit as reported with this response; null when it carried none of the headers.</param>
public sealed record ConvoResult<T>(T Value, RateLimit? RateLimit)
{
    internal ConvoResult<TOther> Map<TOther>(Func<T, TOther> map) => new(map(Value), RateLimit);
}
