namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>Reads expressions by the grammar of version 0.9. A line ends an expression, save within objects and arrays.</summary>
/// <param name="tokens">What is read.</param>
/// <param name="nested">Reads a resource within an object, where there is one.</param>
internal sealed class BicepExpressions(BicepTokens tokens, Func<BicepStatement.Resource?> nested)
{
    // From loose to close.
    private static readonly string[][] Levels =
    [
        ["??"], ["||"], ["&&"], ["==", "!=", "=~", "!~"], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"],
    ];

    public BicepExpression Read()
    {
        var line = tokens.Here.Line;
        var first = Binary(0);
        if (!tokens.Takes("?"))
        {
            return first;
        }

        var yes = Read();
        tokens.Expect(":");
        return new BicepExpression.Choice(line, first, yes, Read());
    }

    /// <summary>The body of a resource or module: an object, perhaps on a condition, or one for each item.</summary>
    public BicepExpression Body()
    {
        var line = tokens.Here.Line;
        if (tokens.TakesWord("if"))
        {
            tokens.Expect("(");
            var condition = Read();
            tokens.Expect(")");
            return new BicepExpression.If(line, condition, Object());
        }

        return tokens.Here.Is("[") ? Array() : Object();
    }

    private BicepExpression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (tokens.Here is { Kind: BicepTokenKind.Sign, Line: var line } && Levels[level].Contains(tokens.Here.Value))
        {
            var sign = tokens.Take().Value;
            left = new BicepExpression.Binary(line, sign, left, Binary(level + 1));
        }

        return left;
    }

    private BicepExpression Unary()
    {
        var line = tokens.Here.Line;
        if (tokens.Takes("!"))
        {
            return new BicepExpression.Unary(line, "!", Unary());
        }

        return tokens.Takes("-") ? new BicepExpression.Unary(line, "-", Unary()) : Members(Primary());
    }

    private BicepExpression Members(BicepExpression of)
    {
        while (true)
        {
            var line = tokens.Here.Line;
            if (tokens.Takes("."))
            {
                var name = tokens.ExpectName();
                of = tokens.Here.Is("(") ? new BicepExpression.Call(line, of, name, Arguments()) : new BicepExpression.Access(line, of, ".", name);
            }
            else if (tokens.Takes("::"))
            {
                of = new BicepExpression.Access(line, of, "::", tokens.ExpectName());
            }
            else if (tokens.Takes("["))
            {
                var by = Read();
                tokens.Expect("]");
                of = new BicepExpression.Index(line, of, by);
            }
            else
            {
                return of;
            }
        }
    }

    private BicepExpression Primary()
    {
        var token = tokens.Here;
        switch (token.Kind)
        {
            case BicepTokenKind.Number:
                return new BicepExpression.Word(token.Line, tokens.Take().Value);
            case BicepTokenKind.Text:
                return Text();
            case BicepTokenKind.Name:
                tokens.Take();
                return token.Value is "true" or "false" or "null" ? new BicepExpression.Word(token.Line, token.Value)
                    : tokens.Here.Is("(") ? new BicepExpression.Call(token.Line, Of: null, token.Value, Arguments())
                    : new BicepExpression.Name(token.Line, token.Value);
            default:
                return token.Is("{") ? Object() : token.Is("[") ? Array() : token.Is("(") ? Parenthesis() : throw tokens.Unexpected("an expression");
        }
    }

    private BicepExpression.Text Text()
    {
        var token = tokens.Take();
        var holes = token.Holes.Select(hole =>
        {
            var within = new BicepTokens(hole);
            var read = new BicepExpressions(within, nested).Read();
            return within.AtEnd ? read : throw within.Unexpected("'}'");
        });
        return new BicepExpression.Text(token.Line, token.Pieces, [.. holes]);
    }

    private BicepExpression Parenthesis()
    {
        tokens.Expect("(");
        var within = Read();
        tokens.Expect(")");
        return within;
    }

    private List<BicepExpression> Arguments()
    {
        var arguments = new List<BicepExpression>();
        tokens.Expect("(");
        while (!tokens.Takes(")"))
        {
            if (arguments.Count > 0)
            {
                tokens.Expect(",");
            }

            arguments.Add(Read());
        }

        return arguments;
    }

    private BicepExpression.Object Object()
    {
        var line = tokens.Here.Line;
        var members = new List<BicepExpression.Property>();
        var resources = new List<BicepStatement.Resource>();
        tokens.Expect("{");
        while (!tokens.Takes("}"))
        {
            tokens.ExpectNewLine();
            if (tokens.Here.Is("}"))
            {
                continue;
            }

            if (nested() is { } resource)
            {
                resources.Add(resource);
            }
            else
            {
                members.Add(Property());
            }

            if (tokens.Here.Kind is not BicepTokenKind.NewLine)
            {
                throw tokens.Unexpected("a new line");
            }
        }

        return new BicepExpression.Object(line, members, resources);
    }

    private BicepExpression.Property Property()
    {
        var token = tokens.Here;
        BicepExpression key = token.Kind is BicepTokenKind.Text ? Text() : new BicepExpression.Text(token.Line, [tokens.ExpectName()], []);
        tokens.Expect(":");
        return new BicepExpression.Property(token.Line, key, Read());
    }

    private BicepExpression Array()
    {
        var line = tokens.Here.Line;
        var items = new List<BicepExpression>();
        tokens.Expect("[");
        if (tokens.TakesWord("for"))
        {
            return Loop(line);
        }

        while (!tokens.Takes("]"))
        {
            tokens.ExpectNewLine();
            if (tokens.Here.Is("]"))
            {
                continue;
            }

            items.Add(Read());
            if (tokens.Here.Kind is not BicepTokenKind.NewLine)
            {
                throw tokens.Unexpected("a new line");
            }
        }

        return new BicepExpression.Array(line, items);
    }

    private BicepExpression.For Loop(int line)
    {
        var item = tokens.ExpectName();
        tokens.ExpectWord("in");
        var over = Read();
        tokens.Expect(":");
        var body = Read();
        tokens.Expect("]");
        return new BicepExpression.For(line, item, over, body);
    }
}
