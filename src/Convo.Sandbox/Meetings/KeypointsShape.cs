namespace Convo.Sandbox.Meetings;

/// <summary>The documented types of a key-points document, every member optional; used to check and to count, never to serve.</summary>
internal sealed record KeypointsShape(
    string? Title,
    IReadOnlyList<KeypointsShape.Section?>? Sections,
    IReadOnlyList<string?>? Decisions,
    IReadOnlyList<KeypointsShape.ActionItem?>? ActionItems,
    IReadOnlyList<string?>? Participants,
    IReadOnlyList<KeypointsShape.ImportantDate?>? ImportantDates)
{
    /// <summary>What is missing inside a list, or null.</summary>
    public string? Fault()
    {
        if (Sections?.Any(s => s is not { Heading: not null, Points: { } points } || points.Contains(null)) == true)
        {
            return "keypoints.sections[] needs heading (text) and points (list of text)";
        }

        if (ActionItems?.Any(i => i?.Item is null) == true)
        {
            return "keypoints.actionItems[] needs item (text)";
        }

        if (ImportantDates?.Any(d => d is not { Date: not null, Context: not null }) == true)
        {
            return "keypoints.importantDates[] needs date and context (text)";
        }

        return Decisions?.Contains(null) == true || Participants?.Contains(null) == true
            ? "keypoints.decisions[] and keypoints.participants[] hold text"
            : null;
    }

    internal sealed record Section(string? Heading, IReadOnlyList<string?>? Points);

    internal sealed record ActionItem(string? Item, string? Owner, double? Confidence, string? Priority);

    internal sealed record ImportantDate(string? Date, string? Context);
}
