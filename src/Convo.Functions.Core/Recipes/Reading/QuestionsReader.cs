using System.Text.Json;
using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Reads what a recipe asks of each meeting. The words are taken as they stand: no fact can be put into a question.</summary>
internal sealed class QuestionsReader(Problems problems)
{
    public const string Member = "questions";
    public const string Id = "id";
    public const string Ask = "ask";

    private const string Advice = "Write [ { \"id\": \"risks\", \"ask\": \"Which risks were named?\" } ].";

    public IReadOnlyList<RecipeQuestion> Read(JsonMembers recipe)
    {
        if (recipe.Find(Member) is not { } list)
        {
            return [];
        }

        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() is 0 or > RecipeLimits.Questions)
        {
            problems.Add(Member, $"There should be a list of 1 to {RecipeLimits.Questions} questions here.", Advice);
            return [];
        }

        var questions = new List<RecipeQuestion>();

        foreach (var (element, index) in list.EnumerateArray().Select((element, index) => (element, index)))
        {
            if (Question(element, $"{Member}[{index}]", questions) is { } question)
            {
                questions.Add(question);
            }
        }

        return questions;
    }

    private RecipeQuestion? Question(JsonElement element, string path, List<RecipeQuestion> before)
    {
        if (JsonMembers.Of(element, path, problems, [Id, Ask]) is not { } members)
        {
            return null;
        }

        var id = IdOf(members, before);
        var ask = Words(members);
        return id is null || ask is null ? null : new RecipeQuestion(id, ask);
    }

    private string? IdOf(JsonMembers members, List<RecipeQuestion> before)
    {
        if (members.NeedSlug(Id, RecipeLimits.StepId) is not { } id)
        {
            return null;
        }

        if (!Questions.IsId(id))
        {
            problems.Add(members.PathOf(Id), "The id of a question begins with a letter.", "Name it by what it asks for, such as \"risks\".");
            return null;
        }

        if (before.Any(question => question.Id == id))
        {
            problems.Add(members.PathOf(Id), $"There are two questions with the id '{id}'.", "Give each question an id of its own: its answer is known by it.");
            return null;
        }

        return id;
    }

    private string? Words(JsonMembers members)
    {
        const string HowTo = "Write the question as you would ask a colleague who was there.";

        if (members.NeedText(Ask, HowTo)?.Trim() is not { } ask)
        {
            return null;
        }

        var path = members.PathOf(Ask);

        if (ask.Length is 0 or > RecipeLimits.Question || ask.Any(char.IsControl))
        {
            problems.Add(path, $"A question has 1 to {RecipeLimits.Question} characters on one line; this one has {ask.Length}.", HowTo);
            return null;
        }

        if (ask.Contains("{{", StringComparison.Ordinal))
        {
            problems.Add(
                path, "A question holds no facts: its words go to Convo as they stand.", "Take the braces out; Convo knows which meeting it is about.");
            return null;
        }

        return ask;
    }
}
