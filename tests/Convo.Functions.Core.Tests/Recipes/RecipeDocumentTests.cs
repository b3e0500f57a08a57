using System.Text;
using Xunit;

namespace Convo.Functions.Core.Tests.Recipes;

/// <summary>Documents that are too large, damaged, or made to harm.</summary>
public sealed class RecipeDocumentTests
{
    [Fact]
    public void A71_a_recipe_is_bounded_in_length_steps_conditions_and_depth()
    {
        var step = RecipeJson.Valid()["steps"]![0]!.ToJsonString();
        var tree = string.Concat(Enumerable.Repeat("{\"all\":[", 500)) + "{}" + string.Concat(Enumerable.Repeat("]}", 500));
        var nine = string.Concat(Enumerable.Repeat("{\"all\":[", 9)) + "{}" + string.Concat(Enumerable.Repeat("]}", 9));
        const string Leaf = """{"fact":"meeting.minutes","is":"is","value":1}""";

        Assert.Contains("bytes", Message(RecipeJson.With("name", $"\"{new string('x', 1_000_000)}\"")), StringComparison.Ordinal);
        Assert.Contains("bytes", Message(RecipeJson.With("steps", $"[{string.Join(',', Enumerable.Repeat(step, 10_000))}]")), StringComparison.Ordinal);
        Assert.Contains("50 steps", Message(RecipeJson.With("steps", $"[{string.Join(',', Enumerable.Repeat(step, 51))}]")), StringComparison.Ordinal);
        Assert.Contains("deeper than 32", Message(RecipeJson.Bytes($"{{\"onlyIf\":{tree}}}")), StringComparison.Ordinal);
        Assert.Contains("deeper than 8", Message(RecipeJson.With("onlyIf", nine)), StringComparison.Ordinal);
        Assert.Contains("200 conditions", Message(RecipeJson.With("onlyIf.all", Leaves(201))), StringComparison.Ordinal);
        Assert.NotNull(RecipeJson.Read(RecipeJson.With("onlyIf.all", Leaves(200))).Recipe);

        static string Leaves(int count) => $"[{string.Join(',', Enumerable.Repeat(Leaf, count))}]";
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"schema\":1,}")]
    [InlineData("{} {}")]
    [InlineData("// comment")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    public void Damaged_documents_are_problems(string json) => Assert.NotEmpty(RecipeJson.Read(RecipeJson.Bytes(json)).Problems);

    [Fact]
    public void Bytes_that_are_no_utf8_are_a_problem() =>
        Assert.Contains("UTF-8", Message(new byte[] { 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d }), StringComparison.Ordinal);

    [Fact]
    public void Equal_names_are_a_problem_with_their_path()
    {
        var json = RecipeJson.Valid().ToJsonString().Replace("\"id\":\"first\"", "\"id\":\"first\",\"i\\u0064\":\"other\"", StringComparison.Ordinal);
        var problem = Assert.Single(RecipeJson.Read(RecipeJson.Bytes(json)).Problems);
        Assert.Equal("steps[0].id", problem.Path);
        Assert.Contains("twice", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_deep_inside_is_a_problem_with_its_path()
    {
        var json = RecipeJson.Valid().ToJsonString().Replace("#a", "\\ud83d", StringComparison.Ordinal);
        Assert.Equal("steps[0].settings.channel", Assert.Single(RecipeJson.Read(RecipeJson.Bytes(json)).Problems).Path);
    }

    [Fact]
    public void Any_one_byte_changed_never_throws()
    {
        var valid = Encoding.UTF8.GetBytes(RecipeJson.Valid().ToJsonString());

        for (var at = 0; at < valid.Length; at++)
        {
            foreach (var with in "\0\"{}[],:\\9a\u00ff"u8)
            {
                var changed = (byte[])valid.Clone();
                changed[at] = with;
                var reading = RecipeJson.Read(changed);
                Assert.Equal(reading.Recipe is null, reading.Problems.Count > 0);
            }
        }
    }

    private static string Message(ReadOnlyMemory<byte> json)
    {
        var reading = RecipeJson.Read(json);
        Assert.Null(reading.Recipe);
        return string.Join(' ', reading.Problems.Select(problem => problem.Message));
    }
}
