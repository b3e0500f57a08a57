using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Naming;
using Convo.Functions.Core.Templates.Formatters;

namespace Convo.Functions.Core.Templates;

/// <summary>Checks the names in a tree against the catalogues of facts and formatters, and gathers the facts it needs.</summary>
internal sealed class TemplateCheck(Action<int, string, string> report)
{
    private readonly HashSet<string> needs = [];
    private readonly Stack<Fact?> items = new();

    public IReadOnlySet<string> Check(IReadOnlyList<TemplateNode> tree)
    {
        All(tree);
        return needs;
    }

    private void All(IReadOnlyList<TemplateNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Value value:
                    Value(value);
                    break;
                case TemplateNode.If test:
                    Resolve(test.Test);
                    All(test.Then);
                    All(test.Else);
                    break;
                case TemplateNode.Each each:
                    Each(each);
                    break;
            }
        }
    }

    private void Value(TemplateNode.Value value)
    {
        foreach (var operand in value.Operands.OfType<TemplateOperand.Fact>())
        {
            Resolve(operand.Path);
        }

        foreach (var call in value.Formatters)
        {
            if (!FormatterCatalogue.ByName.TryGetValue(call.Name, out var formatter))
            {
                report(call.At, $"There is no formatter '{call.Name}'.", NearestName.Advice(call.Name, [.. FormatterCatalogue.ByName.Keys]));
            }
            else if (formatter.WrongArguments(call.Arguments) is { } wrong)
            {
                report(call.At, $"'{call.Name}' {wrong}", $"For example {formatter.Example}.");
            }
        }
    }

    private void Each(TemplateNode.Each each)
    {
        var list = Resolve(each.List);

        if (list is { Type: not FactType.List })
        {
            report(each.List.At, $"'{each.List.Text}' is no list.", "Go through a list, such as actionItems, with #each; write other facts as {{fact}}.");
        }

        items.Push(list is null ? null : FactCatalogue.ItemOf(list));
        All(each.Body);
        items.Pop();
    }

    /// <summary>The fact that a path leads to; null where it leads nowhere (which is reported) or where only the recipe can tell.</summary>
    private Fact? Resolve(TemplatePath path)
    {
        if (path.Names[0] is "item")
        {
            return Item(path);
        }

        if (path.Text is "index" && items.Count > 0)
        {
            return null;
        }

        if (FactCatalogue.Find(path.Text) is not { } fact)
        {
            report(path.At, $"There is no fact '{path.Text}'.", FactCatalogue.Advice(path.Text));
            return null;
        }

        needs.Add(FactCatalogue.Base(path.Text)!.Path);
        return fact;
    }

    private Fact? Item(TemplatePath path)
    {
        if (items.Count == 0)
        {
            needs.Add(path.Text);
            return null;
        }

        var fact = items.Peek();

        foreach (var name in path.Names.Skip(1))
        {
            if (fact is null)
            {
                return null;
            }

            if (FactCatalogue.Member(fact, name) is not { } member)
            {
                report(path.At, $"'{path.Text}' leads nowhere: items of {fact.Path} have no '{name}'.", MemberAdvice(fact, name));
                return null;
            }

            fact = member;
        }

        return fact;
    }

    private static string MemberAdvice(Fact fact, string name) => FactCatalogue.MembersOf(fact) is { Count: > 0 } members
        ? NearestName.Advice(name, members)
        : "It is a plain value; write {{item}}.";
}
