using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Privacy;

/// <summary>
/// Decides whether what was rendered may leave. Pure. It stands where no recipe can go around it: between rendering and the planning of deliveries,
/// and again before each attempt to deliver, for the rules may have changed since. The README of this folder has the rules as a table.
/// </summary>
public static class Firewall
{
    /// <summary>The fact that tells whether the meeting's event of the calendar is known. Not known is not yes.</summary>
    public const string MatchedFact = "calendar.matched";

    private const string Stopped = "the privacy rules stop it: ";

    /// <summary>What the plan knows beyond the action's own rendering, put down on the artefact so that every later judgement knows it too.</summary>
    /// <param name="artefact">As an action rendered it.</param>
    /// <param name="named">The classes of the facts that the step and the recipe's conditions name (<see cref="NamedClasses"/>).</param>
    /// <param name="facts">What is known of the meeting.</param>
    public static Artefact Mark(Artefact artefact, IReadOnlySet<PrivacyClass> named, FactSet facts) => artefact with
    {
        // Feedback that decided whether something is sent has been told, even if no word of it is in the text; so has feedback that is only named.
        Classes = named.Contains(PrivacyClass.Coaching) ? new HashSet<PrivacyClass>(artefact.Classes) { PrivacyClass.Coaching } : artefact.Classes,
        IsRestricted = artefact.Audience is Audience.Outside && facts.Find(MatchedFact) is not FactValue.Flag { Value: true },
    };

    /// <summary>Judges a marked artefact.</summary>
    /// <returns>Why it stays; null where it may leave.</returns>
    public static PrivacyStop? Judge(Artefact artefact, PrivacyRules rules)
    {
        if (artefact.Classes.Contains(PrivacyClass.Coaching)
            && !(artefact.Audience is Audience.Person && rules.FeedbackTo.Any(place => place.Destination == artefact.Destination)))
        {
            return new PrivacyStop(
                $"{Stopped}feedback on how a person communicates goes to nobody but that person",
                "Take the feedback facts out of the step and of the conditions; or have an admin enter that person's own direct message under privacy "
                + "and send it there. Then run it again.");
        }

        if (artefact.IsRestricted)
        {
            return new PrivacyStop(
                $"{Stopped}it would go outside, and it is not known which event of the calendar the meeting was",
                "Send it to a channel or a person inside; or use a fact of the calendar in the recipe, and see at the meeting why none matched. "
                + "Then run it again.");
        }

        if (artefact.MakesPublic && !rules.Nowhere.IsEmpty)
        {
            return new PrivacyStop(
                $"{Stopped}it would make the whole meeting public, and that can't be looked through for what goes nowhere",
                "Share the meeting by hand in Convo if nothing on the lists was spoken of; or an admin empties the lists under privacy. Then run it again.");
        }

        return rules.Nowhere.IsEmpty || rules.Nowhere.FindIn(ArtefactText.Of(artefact)) is not { } entry ? null : Listed(entry);
    }

    private static PrivacyStop Listed(NowhereEntry entry)
    {
        var what = entry.List switch
        {
            NowhereList.Words => "word",
            NowhereList.Persons => "person",
            _ => "domain",
        };
        return new PrivacyStop(
            $"{Stopped}it holds {what} {entry.Number} of the list of what goes nowhere",
            "An admin sees the list under privacy. Change the recipe, or the list; then run it again.");
    }
}

/// <summary>Why something may not leave. Names the rule and never what it found.</summary>
/// <param name="Reason">The rule.</param>
/// <param name="Advice">What a person can do.</param>
public sealed record PrivacyStop(string Reason, string Advice);
