using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.Tests.Actions;

public sealed partial class SettingsTests
{
    private static readonly Note Action = new(new("a", "{{meeting.title}}", 1));

    [Theory]
    [InlineData("""{"to":"x","text":"t","times":1,"chanel":"x"}""", "s.chanel", "no setting 'chanel'", "Did you mean 'channel'?")]
    [InlineData("""{"text":"t","times":1}""", "s.to", "missing", "Give it: Whom to tell.")]
    [InlineData("""{"to":5,"text":"t","times":1}""", "s.to", "has to be a text, and is a number", "quotation marks")]
    [InlineData("""{"to":null,"text":"t","times":1}""", "s.to", "has to be a text, and is null", "quotation marks")]
    [InlineData("""{"to":"x","text":"t","times":"1"}""", "s.times", "has to be a number that fits, and is a text", "")]
    [InlineData("""{"to":"x","text":"t","times":1.5}""", "s.times", "has to be a number that fits", "")]
    [InlineData("""{"to":"x","text":"t","times":1e99}""", "s.times", "has to be a number that fits", "")]
    [InlineData("""{"to":"x","text":"t","times":1,"loud":"yes"}""", "s.loud", "has to be true or false, and is a text", "")]
    [InlineData("""{"to":"x","text":"t","times":1,"kind":"lod"}""", "s.kind", "none of the known words", "Did you mean 'loud'?")]
    [InlineData("""{"to":"x","text":"t","times":1,"kind":3}""", "s.kind", "none of the known words", "Known are: loud, quiet")]
    [InlineData("""{"to":"12345678901","text":"t","times":1}""", "s.to", "11 characters", "Keep it to 10.")]
    [InlineData("""{"to":"x","to":"y","text":"t","times":1}""", "s.to", "twice", "")]
    [InlineData("""{"to":"\ud800","text":"t","times":1}""", "s.to", "half a character", "")]
    [InlineData("""{"to":"x","text":"{{meeting.titel}}","times":1}""", "s.text", "Line 1, column 3", "meeting.title")]
    [InlineData("""{"to":"x","text":"a\n{{#each}}","times":1}""", "s.text", "Line 2", "")]
    [InlineData("""{"to":"x","text":"t","times":1,"parts":{}}""", "s.parts", "has to be a list, and is an object", "square brackets")]
    [InlineData("""{"to":"x","text":"t","times":1,"parts":[{"says":"{{x}}"}]}""", "s.parts[0].says", "Line 1", "")]
    [InlineData("""{"to":"x","text":"t","times":1,"parts":[{"says":"a"},{}]}""", "s.parts[1].says", "missing", "")]
    [InlineData("""{"to":"x","text":"t","times":1,"parts":[{"says":"a"},{"says":"a"},{"says":"a"}]}""", "s.parts", "3 entries", "at most 2")]
    [InlineData("""{"to":"x","text":"t","times":1,"parts":["a"]}""", "s.parts[0]", "has to be an object, and is a text", "says")]
    [InlineData("""[]""", "s", "has to be an object, and is a list", "to, text, times")]
    public void What_is_wrong_is_named_with_its_path_and_advice(string settings, string path, string message, string advice)
    {
        var problem = Assert.Single(Action.Check(JsonElement.Parse(settings), "s"));

        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message);
        Assert.Contains(advice, problem.Advice);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once() =>
        Assert.Equal(["s.to", "s.x", "s.times"], Action.Check(JsonElement.Parse("""{"to":1,"text":"t","x":1}"""), "s").Select(problem => problem.Path));

    [Fact]
    public void Missing_settings_are_a_problem_and_no_exception() => Assert.Single(Action.Check(default, "s"));

    [Fact]
    public void Defaults_may_be_left_out_and_an_optional_text_may_be_null() =>
        Assert.Empty(Action.Check(JsonElement.Parse("""{"to":"x","text":"t","times":1,"channel":null}"""), "s"));

    [Fact]
    public void An_action_s_own_checks_come_when_the_rest_is_right() =>
        Assert.Equal("s.times", Assert.Single(Action.Check(JsonElement.Parse("""{"to":"x","text":"t","times":0}"""), "s")).Path);

    [Fact]
    public void The_needs_are_those_of_all_templates_nested_ones_too() => Assert.Equal(
        ["decisions", "meeting.title"],
        Action.Needs(JsonElement.Parse("""{"to":"x","text":"{{meeting.title}}","times":1,"parts":[{"says":"{{decisions.count}}"}]}""")).Order(
            StringComparer.Ordinal));

    [Fact]
    public void The_schema_is_the_form()
    {
        var schema = Action.SettingsSchema;

        Assert.Equal("Whom to tell.", (string?)schema["properties"]!["to"]!["description"]);
        Assert.Equal(10, (int?)schema["properties"]!["to"]!["maxLength"]);
        Assert.Equal("string", (string?)schema["properties"]!["to"]!["type"]);
        Assert.Equal("template", (string?)schema["properties"]!["text"]!["format"]);
        Assert.Equal(2, (int?)schema["properties"]!["parts"]!["maxItems"]);
        Assert.Equal("template", (string?)schema["properties"]!["parts"]!["items"]!["properties"]!["says"]!["format"]);
        Assert.Equal(["to", "text", "times"], schema["required"]!.AsArray().Select(name => (string?)name));
        Assert.False((bool?)schema["additionalProperties"]);
    }

    [Fact]
    public void A_sample_that_breaks_the_rules_is_an_author_s_bug()
    {
        var wrong = new Note(new("x", "{{no.such}}", 1));

        Assert.Contains("sample.text", Assert.Throws<InvalidOperationException>(() => wrong.Sample).Message);
    }

    internal sealed record Settings(
        [property: Description("Whom to tell."), MaxLength(10)] string To,
        [property: Template] string Text,
        int Times,
        string? Channel = null,
        bool Loud = false,
        Kind Kind = Kind.Quiet,
        [property: MaxLength(2)] IReadOnlyList<Part>? Parts = null);

    internal sealed record Part([property: Template] string Says);

    [JsonConverter(typeof(JsonStringEnumConverter<Kind>))]
    internal enum Kind
    {
        [JsonStringEnumMemberName("loud")]
        Loud,
        [JsonStringEnumMemberName("quiet")]
        Quiet,
    }

    private sealed class Note(Settings sample) : RecipeAction<Settings>(NoteJson.Default.Settings)
    {
        public override ActionInfo Info { get; } = new("test.note", 1, "Note", "Notes it.", "test");

        protected override Settings SampleSettings => sample;

        public override Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation) =>
            throw new NotSupportedException();

        protected override Artefact Render(Settings settings, RenderScope scope)
        {
            var rendered = Template.Parse(settings.Text).Template!.Render(scope, PlainText.Destination);
            return new(settings.To, rendered.Text, rendered.Text, rendered.Classes);
        }

        protected override IEnumerable<Problem> CheckMore(Settings settings, string path) =>
            settings.Times > 0 ? [] : [new($"{path}.times", "It is too small.", "Write 1 or more.")];
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Settings))]
    private sealed partial class NoteJson : JsonSerializerContext;
}
