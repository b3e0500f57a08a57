namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>
/// Reads the statements of a Bicep file by the grammar that the compiler of version 0.9 has (Azure/bicep, docs/grammar.md), and refuses what came later:
/// types, functions and imports of one's own, asserts, objects and arrays on one line.
/// </summary>
internal sealed class BicepParser
{
    private static readonly string[] Types = ["string", "int", "bool", "object", "array"];

    private readonly BicepTokens tokens;
    private readonly BicepExpressions expressions;

    private BicepParser(string text)
    {
        tokens = new BicepTokens(BicepLexer.Read(text));
        expressions = new BicepExpressions(tokens, Nested);
    }

    /// <summary>All statements of a file.</summary>
    /// <exception cref="BicepException">The compiler would refuse it.</exception>
    public static IReadOnlyList<BicepStatement> Read(string text) => [.. new BicepParser(text).Statements()];

    private IEnumerable<BicepStatement> Statements()
    {
        tokens.SkipNewLines();
        while (!tokens.AtEnd)
        {
            yield return Statement();
            if (!tokens.AtEnd)
            {
                tokens.ExpectNewLine();
            }
        }
    }

    private BicepStatement Statement()
    {
        var decorators = Decorators();
        var line = tokens.Here.Line;
        return tokens.ExpectName() switch
        {
            "targetScope" => Scope(line),
            "param" => Param(line, decorators),
            "var" => Var(line),
            "output" => Output(line, decorators),
            "resource" => Resource(line, decorators),
            "module" => Module(line, decorators),
            var other => throw new BicepException(line, $"Version 0.9 knows no statement '{other}'."),
        };
    }

    private List<BicepExpression.Call> Decorators()
    {
        var decorators = new List<BicepExpression.Call>();
        while (tokens.Takes("@"))
        {
            var line = tokens.Here.Line;
            decorators.Add(expressions.Read() as BicepExpression.Call ?? throw new BicepException(line, "A decorator is a call."));
            tokens.ExpectNewLine();
        }

        return decorators;
    }

    private BicepStatement.Scope Scope(int line)
    {
        tokens.Expect("=");
        return new BicepStatement.Scope(line, expressions.Read());
    }

    private BicepStatement.Param Param(int line, IReadOnlyList<BicepExpression.Call> decorators)
    {
        var (name, type) = (tokens.ExpectName(), Type());
        return new BicepStatement.Param(line, name, decorators, type, tokens.Takes("=") ? expressions.Read() : null);
    }

    private BicepStatement.Var Var(int line)
    {
        var name = tokens.ExpectName();
        tokens.Expect("=");
        return new BicepStatement.Var(line, name, expressions.Read());
    }

    private BicepStatement.Output Output(int line, IReadOnlyList<BicepExpression.Call> decorators)
    {
        var (name, type) = (tokens.ExpectName(), Type());
        tokens.Expect("=");
        return new BicepStatement.Output(line, name, decorators, type, expressions.Read());
    }

    private BicepStatement.Resource Resource(int line, IReadOnlyList<BicepExpression.Call> decorators)
    {
        var (name, type) = (tokens.ExpectName(), tokens.ExpectText());
        var isExisting = tokens.TakesWord("existing");
        tokens.Expect("=");
        return new BicepStatement.Resource(line, name, decorators, type, isExisting, expressions.Body());
    }

    private BicepStatement.Module Module(int line, IReadOnlyList<BicepExpression.Call> decorators)
    {
        var (name, path) = (tokens.ExpectName(), tokens.ExpectText());
        tokens.Expect("=");
        return new BicepStatement.Module(line, name, decorators, path, expressions.Body());
    }

    // A resource within another one.
    private BicepStatement.Resource? Nested()
    {
        var line = tokens.Here.Line;
        return tokens.TakesWord("resource") ? Resource(line, []) : null;
    }

    private string Type()
    {
        var line = tokens.Here.Line;
        var type = tokens.ExpectName();
        return Types.Contains(type) ? type : throw new BicepException(line, $"Version 0.9 knows no type '{type}'.");
    }
}
