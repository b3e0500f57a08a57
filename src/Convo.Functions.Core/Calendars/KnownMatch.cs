namespace Convo.Functions.Core.Calendars;

/// <summary>
/// The event that a meeting was found to be, kept with the meeting's content: what is said of it later must not change because the snapshot has gone on.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Score">How sure it was.</param>
/// <param name="Why">Why.</param>
/// <param name="Times">How often its title had been seen.</param>
/// <param name="Domains">The account's domains.</param>
/// <param name="OwnAddress">The account's own address; null where not known.</param>
public sealed record KnownMatch(CalendarEvent Event, double Score, string Why, int Times, IReadOnlyList<string> Domains, string? OwnAddress);
