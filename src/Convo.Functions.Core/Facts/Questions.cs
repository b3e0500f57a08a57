using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Reading;
using static Convo.Functions.Core.Facts.FactTypes;

namespace Convo.Functions.Core.Facts;

/// <summary>The facts that answer a recipe's questions: <c>answers.&lt;id&gt;</c>. Which there are is not in the catalogue but in the recipe.</summary>
/// <remarks>
/// Class verbatim: Convo answers out of the transcript and may quote it word for word, whatever was asked. It is not coaching, although a question can be
/// put so: what an answer is about can't be told from its words, and the strictest class would let no answer go anywhere.
/// </remarks>
public static class Questions
{
    /// <summary>The first name of the paths.</summary>
    public const string Root = "answers";

    /// <summary>Any of them, for what holds for all.</summary>
    public static Fact Any { get; } = Of("any");

    /// <summary>The fact at a path such as <c>answers.risks</c>; null for every other path.</summary>
    public static Fact? FactOf(string path) =>
        path.Split('.') is [Root, var id] && IsId(id) ? Of(id) : null;

    /// <summary>The id of the question that a path answers; null for every other path.</summary>
    public static string? IdOf(string path) => FactOf(path) is { Name: var id } ? id : null;

    /// <summary>Whether a text can be the id of a question: as ids of steps are, but a path has to begin with a letter.</summary>
    public static bool IsId(string id) => Slug.Is(id, RecipeLimits.StepId) && char.IsAsciiLetterLower(id[0]);

    /// <summary>The path of an answer.</summary>
    public static string PathOf(string id) => $"{Root}.{id}";

    /// <summary>Signs where answers would stand: they say what was asked, and that it was not.</summary>
    public static FactValue.Group Samples(IEnumerable<RecipeQuestion> questions) => Answers(
        questions.Select(question => (question.Id, $"[Convo's answer to: {question.Ask}]")));

    /// <summary>Answers as facts.</summary>
    public static FactValue.Group Answers(IEnumerable<(string Id, string Answer)> answers) =>
        Group((Root, Group([.. answers.Select(one => (one.Id, Text(one.Answer)))])));

    private static Fact Of(string id) => new(
        PathOf(id),
        FactType.Text,
        FactGroup.Answers,
        PrivacyClass.Verbatim,
        "What Convo answers to a question of the recipe. Costs an AI credit a meeting.",
        Text("Two risks were named: the supplier may be late, and the budget is not confirmed."));
}
