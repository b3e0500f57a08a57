namespace Convo.Functions.Core.Calendars.Matching;

/// <summary>What is known of a recorded meeting that an event of the calendar can be compared with.</summary>
/// <param name="Title">The title; Convo makes it of the first words spoken, unless a person gave another.</param>
/// <param name="Start">When the recording began.</param>
/// <param name="End">When it ended; null where that is not known.</param>
/// <param name="LinkedEventId">The event that Convo itself linked; null where it linked none.</param>
/// <param name="Names">Names of people who were there or were spoken of.</param>
/// <param name="OwnAddress">The address of the account's owner, whose own "no" tells that they were elsewhere; null where not known.</param>
public sealed record MeetingTraits(
    string Title, DateTimeOffset Start, DateTimeOffset? End, string? LinkedEventId, IReadOnlyList<string> Names, string? OwnAddress = null)
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromMinutes(30);

    /// <summary>When it ended, or would have ended at a usual length.</summary>
    public DateTimeOffset LikelyEnd => End is { } end && end > Start ? end : Start + UsualLength;
}
