namespace Convo.Functions.Web.Health;

/// <summary>Something that health looks at besides the store; a head adds what only it can know of.</summary>
public interface IConcern
{
    /// <summary>What there is to say, or null for nothing. Asked while the store answers, and given up with it.</summary>
    Task<HealthConcern?> FindAsync(CancellationToken cancellation);
}

/// <summary>Something that needs a look. Open to everybody: holds no name of yours, no address and no content.</summary>
/// <param name="Name">Names it, such as <c>poison</c>.</param>
/// <param name="Count">How many of it; null where it can't be counted.</param>
/// <param name="Advice">What it means, and what to do.</param>
/// <param name="Degrades">Whether all is well no longer because of it; otherwise it is only good to know.</param>
public sealed record HealthConcern(string Name, long? Count, string Advice, bool Degrades);
