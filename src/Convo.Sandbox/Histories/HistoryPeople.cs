using Convo.Sandbox.ConvoApi;
using Convo.Sandbox.Meetings;

namespace Convo.Sandbox.Histories;

/// <summary>
/// The people of a history as the one who recorded it has them: in Convo the recorder is "You", everybody else a name. Two recorders of one meeting have
/// the same calendar, and each is "You" in their own transcript.
/// </summary>
internal sealed class HistoryPeople(IReadOnlyDictionary<string, CalendarScript.Person> people, AccountOwner me, AccountOwner twin, bool asTwin)
{
    private const string Me = "me";
    private const string Twin = "twin";
    private const string Nameless = "other";

    /// <summary>Who invited.</summary>
    public CalendarPerson Organizer => new(me.Email, me.Name, null);

    /// <summary>What Convo calls a speaker.</summary>
    public string SpeakerOf(string key) => key switch
    {
        Me => asTwin ? me.Name : "You",
        Twin => asTwin ? "You" : twin.Name,
        Nameless => "Participant",
        _ => people[key].DisplayName!,
    };

    /// <summary>Those on an invitation.</summary>
    public IReadOnlyList<CalendarPerson> Invited(IReadOnlyList<string> keys) => [.. keys.Where(key => key != Nameless).Select(Invite)];

    private CalendarPerson Invite(string key) => key switch
    {
        Me => new(me.Email, me.Name, "accepted"),
        Twin => new(twin.Email, twin.Name, "accepted"),
        _ => new(people[key].Email!, people[key].DisplayName, people[key].ResponseStatus ?? "accepted"),
    };
}
