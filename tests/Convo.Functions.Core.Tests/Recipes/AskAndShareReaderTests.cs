using System.Text.Json.Nodes;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Publication;
using Convo.Functions.Core.Recipes.Reading;
using Convo.Functions.Tests.Shared;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

/// <summary>Reading what a recipe asks of meetings, whether it may make them public, and steps that act on the meeting itself.</summary>
public sealed class AskAndShareReaderTests
{
    private const string Questions = "[ { \"id\": \"risks\", \"ask\": \"Which risks were named?\" } ]";
    private const string Credits = "{ \"perMonth\": 20 }";
    private const string Text = "steps[0].settings.text";

    private static readonly RecipeVocabulary OnMeetings = new(
        [new NoteAction(), new NoteAction(version: 2), new NoteAction("convo.rename", kind: "convo") { OnMeeting = true }],
        new Dictionary<string, string> { ["slack"] = "slack", ["acme"] = "convo" });

    [Fact]
    public void A_question_is_read_and_its_answer_can_stand_in_a_text()
    {
        var document = RecipeJson.With(("questions", Questions), ("credits", Credits), (Text, "\"{{answers.risks | upper}}\""));

        var recipe = RecipeJson.Recipe(document);

        Assert.Equal(new RecipeQuestion("risks", "Which risks were named?"), Assert.Single(recipe.Questions));
        Assert.Contains("answers.risks", recipe.Needs);
        Assert.Null(SchemaCheck.Wrong(RecipeSchema.Json(RecipeJson.Vocabulary), JsonNode.Parse(document.Span)));
    }

    [Theory]
    [InlineData("[]", "questions", "1 to 5 questions")]
    [InlineData("[{\"id\":\"1st\",\"ask\":\"?\"}]", "questions[0].id", "begins with a letter")]
    [InlineData("[{\"id\":\"a\",\"ask\":\"?\"},{\"id\":\"a\",\"ask\":\"!\"}]", "questions[1].id", "two questions")]
    [InlineData("[{\"id\":\"a\",\"ask\":\" \"}]", "questions[0].ask", "1 to 500 characters")]
    [InlineData("[{\"id\":\"a\",\"ask\":\"What did {{account.name}} say?\"}]", "questions[0].ask", "no facts")]
    [InlineData("[{\"id\":\"a\",\"ask\":\"one\\ntwo\"}]", "questions[0].ask", "on one line")]
    [InlineData("[{\"id\":\"a\"}]", "questions[0].ask", "missing")]
    public void A_question_that_is_none_says_why(string json, string path, string message) =>
        Problem(RecipeJson.With(("questions", json), ("credits", Credits)), path, message);

    [Fact]
    public void There_are_at_most_five_questions()
    {
        var six = string.Join(',', "abcdef".Select(id => $"{{\"id\":\"{id}\",\"ask\":\"?\"}}"));

        Problem(RecipeJson.With("questions", $"[{six}]"), "questions", "1 to 5 questions");
    }

    [Fact]
    public void A_question_has_at_most_500_characters()
    {
        Assert.Empty(Read(Asking(new string('a', RecipeLimits.Question))).Problems);
        Problem(Asking(new string('a', RecipeLimits.Question + 1)), "questions[0].ask", "500 characters");

        static ReadOnlyMemory<byte> Asking(string ask) => RecipeJson.With("questions", $"[{{\"id\":\"a\",\"ask\":\"{ask}\"}}]");
    }

    [Fact]
    public void An_answer_without_its_question_is_told_with_the_nearest_one() => Problem(
        RecipeJson.With(("questions", Questions), ("credits", Credits), (Text, "\"{{answers.risk}}\"")), "steps[0].settings", "No question of the recipe");

    [Fact]
    public void An_answer_costs_a_credit_that_must_be_allowed() => Problem(
        RecipeJson.With(("questions", Questions), (Text, "\"{{answers.risks}}\"")), "credits", "costs an AI credit");

    [Fact]
    public void More_answers_than_the_month_has_credits_would_never_run() => Problem(
        RecipeJson.With(
            ("questions", "[{\"id\":\"a\",\"ask\":\"?\"},{\"id\":\"b\",\"ask\":\"!\"}]"), ("credits", "{\"perMonth\":1}"),
            (Text, "\"{{answers.a}} {{answers.b}}\"")),
        "credits", "needs 2 AI credits at once");

    [Theory]
    [InlineData("answers.risks", "an AI credit is spent only once")]
    [InlineData("share.url", "a link is made only once")]
    public void A_condition_can_not_look_at_what_is_made_last(string fact, string message) => Problem(
        RecipeJson.With(
            ("questions", Questions), ("credits", Credits), ("share", "\"make-public\""),
            ("onlyIf", $"{{ \"all\": [ {{ \"fact\": \"{fact}\", \"is\": \"is-known\" }} ] }}")),
        "onlyIf.all[0].fact", message);

    [Fact]
    public void A_public_link_needs_the_word_for_it()
    {
        Problem(RecipeJson.With(Text, "\"{{share.url}}\""), "steps[0]", "make the meeting public");
        Problem(RecipeJson.With("share", "true"), "share", "no rule");

        var recipe = RecipeJson.Recipe(RecipeJson.With(("share", "\"make-public\""), (Text, "\"{{share.url}}\"")));
        Assert.True(recipe.MayMakePublic);
        Assert.Contains(RecipeWarnings.Of(recipe), warning => warning.Contains("nothing takes a link back", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_link_is_not_shown_to_those_who_could_still_say_no(int asking)
    {
        var approve = "{ \"by\": [ \"anna@example.com\" ] }";

        Problem(
            RecipeJson.With(("share", "\"make-public\""), ("steps[1].settings.text", "\"{{share.url}}\""), ($"steps[{asking}].approve", approve)),
            "steps[1]", "before anybody has said yes");
    }

    [Fact]
    public void A_step_on_the_meeting_names_no_connection_and_no_list()
    {
        var recipe = Read(OnMeeting("")).Recipe!;
        Assert.Equal(RecipeStep.OwnAccount, recipe.Steps[0].Connection);

        Assert.Equal("acme", Read(OnMeeting(", \"connection\": \"acme\"")).Recipe!.Steps[0].Connection);
        Problem(OnMeeting(", \"connection\": \"slack\""), "steps[0].connection", "needs convo");
        Problem(OnMeeting(", \"forEach\": \"actionItems\""), "steps[0].forEach", "meeting as a whole");
    }

    [Fact]
    public void A_question_that_no_text_shows_is_warned_of()
    {
        var recipe = RecipeJson.Recipe(RecipeJson.With("questions", Questions));

        Assert.Contains(RecipeWarnings.Of(recipe), warning => warning.Contains("answers.risks", StringComparison.Ordinal));
    }

    private static ReadOnlyMemory<byte> OnMeeting(string more) => System.Text.Encoding.UTF8.GetBytes(
        $$$"""
        {
          "schema": 1, "id": "r", "name": "R", "when": { "occasion": "summary" },
          "steps": [ { "id": "s", "action": "convo.rename", "version": 1, "settings": { "channel": "-", "text": "{{keyPoints.title}}" }{{{more}}} } ]
        }
        """);

    private static RecipeReading Read(ReadOnlyMemory<byte> document) => RecipeReader.Read(document, OnMeetings);

    private static void Problem(ReadOnlyMemory<byte> document, string path, string message) => Assert.Contains(
        Read(document).Problems,
        problem => problem.Path == path && problem.Message.Contains(message, StringComparison.Ordinal) && problem.Advice.Length > 0);
}
