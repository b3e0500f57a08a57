namespace Convo.Functions.Core.Intake;

/// <summary>What a signed body turned out to be.</summary>
public abstract record EventReading
{
    private EventReading()
    {
    }

    /// <summary>An event.</summary>
    public sealed record Readable(ConvoEvent Event) : EventReading;

    /// <summary>Signed, but not readable as an event: it goes to quarantine.</summary>
    /// <param name="Reason">Why, in words of ours (<see cref="OddReason"/>); nothing of the body.</param>
    public sealed record Odd(string Reason) : EventReading;

    /// <summary>Convo's test call (<c>webhook.test</c>); it is about no meeting.</summary>
    public sealed record Test : EventReading;
}

/// <summary>Why a signed body can't be read as an event, in words that a person sees in quarantine.</summary>
public static class OddReason
{
    /// <summary>Over the cap of a body.</summary>
    public const string TooLarge = "larger than 256 KB";

    /// <summary>Starts with a byte order mark.</summary>
    public const string ByteOrderMark = "starts with a byte order mark";

    /// <summary>Bytes that are no UTF-8, or half of a surrogate pair.</summary>
    public const string NotText = "holds text that is not valid Unicode";

    /// <summary>No JSON at all.</summary>
    public const string NotJson = "not valid JSON";

    /// <summary>The root is a list, a text, a number or null.</summary>
    public const string NotAnObject = "not a JSON object";

    /// <summary>Nested deeper than is ever needed.</summary>
    public const string TooDeep = "nested deeper than 32 levels";

    /// <summary>More members than is ever needed.</summary>
    public const string TooManyMembers = "more than 500 members";

    /// <summary>One name twice in one object: readers disagree on which counts.</summary>
    public const string Duplicate = "a name stands twice in one object";

    /// <summary>No event name, or none that is a text of 1 to 200 characters.</summary>
    public const string NoEvent = "no event name";

    /// <summary>No conversation id.</summary>
    public const string NoConversation = "no conversationId";

    /// <summary>A conversation id that is no text.</summary>
    public const string ConversationNotText = "conversationId is not a text";

    /// <summary>A conversation id of more than 512 characters.</summary>
    public const string ConversationTooLong = "conversationId is longer than 512 characters";

    /// <summary>No time: without it an old copy can't be told from a new event.</summary>
    public const string NoTimestamp = "no timestamp";

    /// <summary>A time that is none.</summary>
    public const string TimestampUnreadable = "the timestamp is not a time";

    /// <summary>Older than the memory against doubles.</summary>
    public const string TooOld = "the timestamp is more than 90 days old";

    /// <summary>From the future.</summary>
    public const string TooFarAhead = "the timestamp is more than 24 hours ahead";
}
