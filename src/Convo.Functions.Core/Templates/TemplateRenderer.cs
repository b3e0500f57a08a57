using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Templates.Formatters;

namespace Convo.Functions.Core.Templates;

/// <summary>One rendering. Its work is bounded by <see cref="MostSteps"/>, whatever the template and the facts.</summary>
internal sealed class TemplateRenderer(RenderScope scope, IDestination destination)
{
    /// <summary>The budget: a node costs one step, a formatter as many as its input has characters.</summary>
    public const int MostSteps = 1_000_000;

    private static readonly IReadOnlySet<PrivacyClass> EveryClass = Enum.GetValues<PrivacyClass>().ToHashSet();

    private readonly BoundedText text = new(Template.LongestText);
    private readonly HashSet<PrivacyClass> classes = [];
    private readonly Stack<Frame> frames = new();
    private int steps;

    public int Steps => steps;

    private bool Over => text.Full || steps > MostSteps;

    public Rendered Render(IReadOnlyList<TemplateNode> tree)
    {
        if (scope.Item is { } item)
        {
            var list = scope.ItemPath is { } path ? FactCatalogue.Find(path) : null;
            frames.Push(new Frame(item, list is null ? null : FactCatalogue.ItemOf(list), scope.ItemIndex));
        }

        All(tree);
        return new Rendered(text.ToString(), classes, Over);
    }

    private void All(IReadOnlyList<TemplateNode> nodes)
    {
        foreach (var node in nodes)
        {
            steps++;

            if (Over)
            {
                return;
            }

            switch (node)
            {
                case TemplateNode.Text literal:
                    text.Append(literal.Words);
                    break;
                case TemplateNode.Value value:
                    Value(value);
                    break;
                case TemplateNode.If test:
                    All(ValueText.Holds(Look(test.Test).Value) ? test.Then : test.Else);
                    break;
                case TemplateNode.Each each:
                    Each(each);
                    break;
            }
        }
    }

    private void Value(TemplateNode.Value node)
    {
        FactValue? value = null;

        foreach (var operand in node.Operands)
        {
            value = operand switch
            {
                TemplateOperand.Fact fact => Look(fact.Path).Value,
                TemplateOperand.Literal literal => new FactValue.Text(literal.Value),
                _ => null,
            };

            if (value is not null)
            {
                break;
            }
        }

        foreach (var call in node.Formatters)
        {
            value = FormatterCatalogue.ByName[call.Name].Apply(value, call.Arguments, scope.Zone);
            steps += 1 + ((value as FactValue.Text)?.Value.Length ?? 0);

            if (Over)
            {
                return;
            }
        }

        text.AppendEscaped(ValueText.Of(value, scope.Zone), destination);
    }

    private void Each(TemplateNode.Each each)
    {
        var (value, fact) = Look(each.List);

        if (value is not FactValue.List list)
        {
            return;
        }

        var item = fact is null ? null : FactCatalogue.ItemOf(fact);

        for (var i = 0; i < list.Items.Count && !Over; i++)
        {
            steps++;
            frames.Push(new Frame(list.Items[i], item, i + 1));
            All(each.Body);
            frames.Pop();
        }
    }

    /// <summary>Looks a path up and notes the privacy class of what was found.</summary>
    private (FactValue? Value, Fact? Fact) Look(TemplatePath path)
    {
        if (path.Text is "index")
        {
            return (frames.TryPeek(out var at) ? new FactValue.Number(at.Index) : null, null);
        }

        if (path.Names[0] is not "item")
        {
            return Note(scope.Facts.Find(path.Text), FactCatalogue.Find(path.Text));
        }

        if (!frames.TryPeek(out var frame))
        {
            return (null, null);
        }

        var (value, fact) = ((FactValue?)frame.Item, frame.Fact);

        foreach (var name in path.Names.Skip(1))
        {
            (value, fact) = (FactSet.Member(value, name), fact is null ? null : FactCatalogue.Member(fact, name));
        }

        return Note(value, fact);
    }

    private (FactValue? Value, Fact? Fact) Note(FactValue? value, Fact? fact)
    {
        if (value is not null)
        {
            // A value that no fact stands for could be anything: the firewall is to assume the worst.
            classes.UnionWith(fact is null ? EveryClass : ClassesOf(fact));
        }

        return (value, fact);
    }

    /// <summary>An item as a whole is rendered by its own text, so a group has the class of its list.</summary>
    private static IEnumerable<PrivacyClass> ClassesOf(Fact fact) => [fact.Class];

    private sealed record Frame(FactValue Item, Fact? Fact, int Index);
}
