using Convo.Functions.Infra.Tests.Bicep;

namespace Convo.Functions.Infra.Tests;

/// <summary>The reader takes what the compiler of version 0.9 takes, and refuses what came later.</summary>
public sealed class BicepReaderTests
{
    [Theory]
    [InlineData("type size = 'small' | 'large'", 1)]
    [InlineData("func twice(n int) int => n + n", 1)]
    [InlineData("import 'br:example.com/a:1'", 1)]
    [InlineData("using 'main.bicep'", 1)]
    [InlineData("metadata owner = 'us'", 1)]
    [InlineData("assert big = 1 > 0", 1)]
    [InlineData("param size 'small' | 'large'", 1)]
    [InlineData("param size string?", 1)]
    [InlineData("param sizes string[]", 1)]
    [InlineData("param size resourceInput", 1)]
    [InlineData("var sizes = ['small', 'large']", 1)]
    [InlineData("var size = { name: 'small' }", 1)]
    [InlineData("var size = sizes[?0]", 1)]
    [InlineData("var size = sizes.?first", 1)]
    [InlineData("var size = sizes!.first", 1)]
    [InlineData("var sizes = map(others, other => other.name)", 1)]
    [InlineData("var sizes = {\n  ...others\n}", 2)]
    [InlineData("var size = concat(\n  'a',\n  'b')", 1)]
    [InlineData("var size = big\n  ? 1\n  : 2", 2)]
    [InlineData("var size = 'small", 1)]
    [InlineData("var size = '''\nsmall\n'''", 1)]
    [InlineData("var size = '${small'", 1)]
    [InlineData("var sizes = [\n  1\n", 3)]
    [InlineData("var sizes = {\n  a: 1, b: 2\n}", 2)]
    [InlineData("/* never closed", 1)]
    [InlineData("var a = 1 var b = 2", 1)]
    [InlineData("@description('a') param a string", 1)]
    [InlineData("resource a 'A.B/c@2024-01-01' = [for (b, i) in c: {\n}]", 1)]
    public void What_version_0_9_refuses_is_refused_with_its_line(string text, int line)
    {
        var refused = Assert.Throws<BicepException>(() => BicepParser.Read(text));

        Assert.Equal(line, refused.Line);
    }

    [Fact]
    public void A_file_is_read_into_its_statements()
    {
        var file = new BicepFile(
            "a.bicep",
            """
            // A comment.
            targetScope = 'subscription' /* and another */

            @description('What it is called.')
            @maxLength(5)
            param name string = 'a\'b'
            var all = [
              // One.
              '${name}-${toLower(name)}'

              -1
            ]
            resource group 'Microsoft.Resources/resourceGroups@2022-09-01' = if (!empty(name) && 1 < 2) {
              name: name
              'a-b': true ? null : {
              }
              resource inner 'things' = {
                name: 'default'
              }
            }
            module part 'part.bicep' = {
              name: 'part'
              scope: group
            }
            resource each 'A.B/c@2024-01-01' = [for item in all: {
              name: item
            }]
            output first string = group::inner.name
            output second string = part.outputs.address
            """);

        Assert.Equal(
            ["targetScope", "name", "all", "group", "part", "each", "first", "second"], file.Statements.Select(statement => statement.Symbol));
        Assert.Equal("a'b", Assert.Single(file.Params).Value!.Literal);
        Assert.Equal("5", file.Params.Single().Decorator("maxLength")!.Arguments[0].ToString());
        Assert.Equal("['${name}-${toLower(name)}' -1]", file.Find("all")!.Value!.ToString());
        Assert.Equal(["group", "inner", "each"], file.Resources.Select(resource => resource.Symbol));
        Assert.Equal("true ? null : {}", file.Find("group")!.Value!.Member("a-b")!.ToString());
        Assert.Equal("!empty(name) && 1 < 2", ((BicepExpression.If)file.Find("group")!.Value!).Condition.ToString());
        Assert.Equal(["group::inner.name", "part.outputs.address"], file.Outputs.Select(output => output.Value!.ToString()));
    }

    [Theory]
    [InlineData("var a = b", "There is no b.")]
    [InlineData("var a = newGuid()", "newGuid gives something else at every deployment.")]
    [InlineData("var a = flatten(a)", "flatten is no function that is known to be in version 0.9.")]
    [InlineData("var a = 1", "a is used nowhere.")]
    [InlineData("var a = a\nvar a = a", "a stands there twice.")]
    [InlineData("param a string = a", "a is not described in a sentence.")]
    [InlineData("@description('What a is called.')\nparam a string = a", "a has no limit.")]
    [InlineData("@description('What a is called.')\n@minValue(1)\nparam a int = a", "a has no limit.")]
    [InlineData("@sealed()\nparam a bool = a", "@sealed with 0 argument(s) is no decorator of version 0.9.")]
    [InlineData("output a string = ''", "the output a is not described.")]
    [InlineData("resource a 'A.B/c' = {\n}", "'A.B/c' is no type with a released API version.")]
    [InlineData("resource a 'A.B/c@2024-01-01-preview' = {\n}", "'A.B/c@2024-01-01-preview' is no type with a released API version.")]
    [InlineData("resource a 'A.B/c@2024-01-01' = {\n}\nresource b 'A.B/c@2024-02-02' = {\n}", "'A.B/c@2024-01-01' is used with several API versions.")]
    [InlineData("resource a 'A.B/c@2024-01-01' = {\n  name: a::b.name\n}", "There is no nested resource b.")]
    [InlineData("module a 'other.bicep' = {\n}", "There is no file other.bicep.")]
    [InlineData("module a 'part.bicep' = {\n  name: 'a'\n}", "part.bicep is deployed without a name or a scope.")]
    [InlineData("module a 'part.bicep' = {\n}", "part.bicep is not given needed.")]
    [InlineData("module a 'part.bicep' = {\n  params: {\n    other: 1\n  }\n}", "part.bicep has no parameter other.")]
    [InlineData("module a 'part.bicep' = {\n}\nvar b = a.outputs.nothing", "part.bicep has no output nothing.")]
    public void What_would_fail_later_is_found(string text, string problem)
    {
        var part = new BicepFile("part.bicep", "param needed bool\nparam known bool = false\noutput known bool = needed && known");

        var template = new BicepTemplate(new BicepFile("main.bicep", text), new Dictionary<string, BicepFile> { ["part.bicep"] = part });

        Assert.Contains(
            template.Problems(),
            found => found.StartsWith("main.bicep(", StringComparison.Ordinal) && found.EndsWith(": " + problem, StringComparison.Ordinal));
    }
}
