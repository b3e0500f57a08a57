using System.Globalization;
using System.Text;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Core.Tests.Templates;

/// <summary>Writes a syntax tree back as source.</summary>
internal static class TemplateSource
{
    public static string Of(IReadOnlyList<TemplateNode> nodes)
    {
        var source = new StringBuilder();

        foreach (var node in nodes)
        {
            source.Append(Of(node));
        }

        return source.ToString();
    }

    private static string Of(TemplateNode node) => node switch
    {
        TemplateNode.Text text => text.Words.Replace("{{", "{{{{", StringComparison.Ordinal),
        TemplateNode.Value value => $"{{{{{string.Join(" ?? ", value.Operands.Select(Of))}{string.Concat(value.Formatters.Select(Of))}}}}}",
        TemplateNode.Each each => $"{{{{#each {each.List.Text}}}}}{Of(each.Body)}{{{{/each}}}}",
        TemplateNode.If test when test.Else.Count == 0 => $"{{{{#if {test.Test.Text}}}}}{Of(test.Then)}{{{{/if}}}}",
        TemplateNode.If test => $"{{{{#if {test.Test.Text}}}}}{Of(test.Then)}{{{{else}}}}{Of(test.Else)}{{{{/if}}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "not a part of a template"),
    };

    private static string Of(TemplateOperand operand) => operand switch
    {
        TemplateOperand.Fact fact => fact.Path.Text,
        TemplateOperand.Literal literal => Quoted(literal.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, "not an operand"),
    };

    private static string Of(FormatterCall call) =>
        $" | {call.Name}{(call.Arguments.Count > 0 ? ": " : string.Empty)}{string.Join(", ", call.Arguments.Select(Of))}";

    private static string Of(FormatterArgument argument) => argument switch
    {
        FormatterArgument.Text text => Quoted(text.Value),
        FormatterArgument.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(argument), argument, "not an argument"),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
