using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Templates.Formatters;

namespace Convo.Functions.Core.Templates;

/// <summary>One rendering. Its work is bounded by <see cref="MostSteps"/>, whatever the template and the facts.</summary>
internal sealed class TemplateRenderer(RenderScope scope, IDestination destination)
{
    /// <summary>The budget: a part of the tree costs ten steps each time it is rendered; a value one for each character, again for each formatter.</summary>
    public const int MostSteps = 4_000_000;

    private const int PartCost = 10;

    private static readonly PrivacyClass[] EveryClass = Enum.GetValues<PrivacyClass>();

    private readonly BoundedText text = new(Template.LongestText);
    private readonly HashSet<PrivacyClass> classes = [];
    private readonly Stack<Frame> frames = new();
    private readonly GluedValues.Seam? seam = scope.Glued?.Begin();
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
            steps += PartCost;

            if (Over)
            {
                return;
            }

            switch (node)
            {
                case TemplateNode.Text literal:
                    text.Append(literal.Words);
                    seam?.Words(literal.Words);
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
            value = ValueText.Clip(value);
            steps += PartCost + ValueText.Size(value);

            if (Over)
            {
                return;
            }

            value = FormatterCatalogue.ByName[call.Name].Apply(value, call.Arguments, scope.Zone);
        }

        steps += ValueText.Size(value);
        var words = ValueText.Of(value, scope.Zone);
        text.AppendEscaped(words, destination);
        seam?.Value(words);
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
            steps += PartCost;
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
            return Note(path.Names.Aggregate((FactValue?)scope.Facts.Root, FactSet.Member), path.Fact);
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
            classes.UnionWith(fact is null ? EveryClass : [fact.Class]);
        }

        return (value, fact);
    }

    private sealed record Frame(FactValue Item, Fact? Fact, int Index);
}
