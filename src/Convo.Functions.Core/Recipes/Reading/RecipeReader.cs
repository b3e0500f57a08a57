using System.Text.Json;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Naming;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>
/// Reads the file format of recipes. What isn't known is an error with its place and the nearest known name, so that a recipe that is read can run.
/// Never throws, whatever the bytes.
/// </summary>
public sealed class RecipeReader
{
    /// <summary>The version of the format that this product reads.</summary>
    public const int Schema = 1;

    private static readonly string[] Members = ["$schema", "schema", "id", "name", "zone", "when", "onlyIf", "credits", "questions", "share", "steps"];
    private static readonly string[] WhenMembers = ["occasion", "each", "sameEvent", "deadline"];

    private readonly RecipeVocabulary vocabulary;
    private readonly Problems problems = new();
    private readonly HashSet<string> needs = [];

    private RecipeReader(RecipeVocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>Reads a recipe.</summary>
    /// <param name="json">The document, in UTF-8.</param>
    /// <param name="vocabulary">What it can speak of.</param>
    public static RecipeReading Read(ReadOnlyMemory<byte> json, RecipeVocabulary vocabulary)
    {
        var reader = new RecipeReader(vocabulary);
        var recipe = StrictJson.Parse(json, reader.problems) is { } root ? reader.Document(root) : null;
        return new RecipeReading(reader.problems.Any ? null : recipe, reader.problems.All);
    }

    private Recipe? Document(JsonElement root)
    {
        if (JsonMembers.Of(root, string.Empty, problems, Members, MemberAdvice) is not { } members)
        {
            return null;
        }

        Version(members);
        var id = members.NeedSlug("id", RecipeLimits.Id);
        var name = Name(members);
        var zone = Zone(members);
        var when = When(members);
        var onlyIf = members.Find("onlyIf") is { } conditions
            ? new ConditionReader(problems, needs, zone, item: null).Read(conditions, "onlyIf")
            : null;
        var questions = new QuestionsReader(problems).Read(members);
        var sharing = new SharingReader(problems);
        var mayMakePublic = sharing.Read(members);
        var steps = members.Need("steps", "A recipe does at least one thing: { \"id\": …, \"action\": …, … }.") is { } list
            ? new StepsReader(vocabulary, problems, needs, zone, questions).Read(list, "steps")
            : [];

        if (!problems.Any)
        {
            sharing.Check(steps, mayMakePublic, vocabulary);
        }

        var credits = new CreditsReader(problems).Read(members, needs, steps);

        return id is null || name is null || when is null || problems.Any
            ? null
            : new Recipe(id, name, zone, when, onlyIf, steps, needs) { CreditsPerMonth = credits, Questions = questions, MayMakePublic = mayMakePublic };
    }

    private void Version(JsonMembers members)
    {
        const string Advice = "Write \"schema\": 1.";

        if (members.Need("schema", Advice) is { } version
            && !(version.ValueKind is JsonValueKind.Number && version.TryGetInt32(out var number) && number is Schema))
        {
            problems.Add("schema", "This version of the format is not known.", Advice);
        }
    }

    private string? Name(JsonMembers members)
    {
        const string Advice = "Give it a name that people will know it by.";

        if (members.NeedText("name", Advice) is not { } name)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > RecipeLimits.Name || name.Any(char.IsControl))
        {
            problems.Add("name", $"A name has 1 to {RecipeLimits.Name} characters on one line.", Advice);
            return null;
        }

        return name;
    }

    private TimeZoneInfo Zone(JsonMembers members)
    {
        if (members.FindText("zone", "Use an IANA name, such as Europe/Berlin.") is not { } name)
        {
            return TimeZoneInfo.Utc;
        }

        if (Zones.Find(name) is { } zone)
        {
            return zone;
        }

        problems.Add("zone", $"There is no time zone '{JsonPath.Shown(name)}'.", Zones.Advice(name));
        return TimeZoneInfo.Utc;
    }

    private RecipeWhen? When(JsonMembers members)
    {
        if (members.Need("when", "Say what it waits for: { \"occasion\": \"summary\" }.") is not { } element
            || JsonMembers.Of(element, "when", problems, WhenMembers) is not { } when)
        {
            return null;
        }

        var occasions = Occasions(when);
        return new RecipeWhen(occasions, when.Flag("each"), Deadline(when)) { OncePerEvent = OncePerEvent(when) };
    }

    private bool OncePerEvent(JsonMembers when)
    {
        const string Advice = "Write \"once\", to do it once where two people recorded the same meeting, or \"each\", to do it for each recording.";

        if (when.FindText("sameEvent", Advice) is { } word && word is not ("once" or "each"))
        {
            problems.Add("when.sameEvent", $"There is no '{JsonPath.Shown(word)}' here.", Advice);
        }

        return when.Find("sameEvent") is not { ValueKind: JsonValueKind.String } given || given.GetString() is not "each";
    }

    private HashSet<OccasionKind> Occasions(JsonMembers when)
    {
        const string Advice = "Name one occasion, such as \"summary\", or a list of them.";
        var kinds = new HashSet<OccasionKind>();

        if (when.Need("occasion", Advice) is not { } element)
        {
            return kinds;
        }

        var isList = element.ValueKind is JsonValueKind.Array;

        if (isList && element.GetArrayLength() == 0)
        {
            problems.Add("when.occasion", "The list of occasions is empty.", Advice);
        }

        foreach (var (word, index) in (isList ? element.EnumerateArray().ToArray() : [element]).Select((word, index) => (word, index)))
        {
            var path = isList ? $"when.occasion[{index}]" : "when.occasion";

            if (JsonMembers.Text(word, path, problems, Advice) is not { } text)
            {
                continue;
            }

            if (OccasionKinds.Parse(text) is not { } kind)
            {
                var words = OccasionKinds.All.Select(one => one.Word()).ToList();
                problems.Add(path, $"There is no occasion '{JsonPath.Shown(text)}'.", NearestName.Advice(text, words));
            }
            else if (!kinds.Add(kind))
            {
                problems.Add(path, $"'{text}' stands twice.", "Keep one of the two.");
            }
        }

        return kinds;
    }

    private TimeSpan Deadline(JsonMembers when)
    {
        const string Advice = "Write a duration in ISO 8601 from PT0S to P7D, such as PT20M for 20 minutes.";

        if (when.FindText("deadline", Advice) is not { } text)
        {
            return RecipeLimits.UsualDeadline;
        }

        if (IsoDuration.Parse(text) is { } deadline && deadline <= RecipeLimits.Deadline)
        {
            return deadline;
        }

        problems.Add("when.deadline", $"'{JsonPath.Shown(text)}' can't be a deadline.", Advice);
        return RecipeLimits.UsualDeadline;
    }

    private static string? MemberAdvice(string name) => name.ToLowerInvariant() switch
    {
        "enabled" or "active" or "published" or "status" or "state" => "Take it out: a recipe is switched on by publishing it, never by its own file.",
        "version" or "revision" => "Take it out: versions are counted when a recipe is published.",
        "tenant" or "createdby" or "createdat" or "owner" or "activesince" => "Take it out: the product keeps this itself.",
        "secret" or "secrets" or "token" or "apikey" or "password" =>
            "Take it out: recipes hold no secrets. Put it into a connection, and name the connection.",
        _ => null,
    };
}
