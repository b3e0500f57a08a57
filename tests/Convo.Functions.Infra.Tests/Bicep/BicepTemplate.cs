using System.Text.RegularExpressions;

namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>A main file with its modules, and what is wrong with them.</summary>
/// <param name="main">The file that is deployed.</param>
/// <param name="modules">The modules by their paths, seen from the main file.</param>
internal sealed partial class BicepTemplate(BicepFile main, IReadOnlyDictionary<string, BicepFile> modules)
{
    public BicepFile Main { get; } = main;

    public IReadOnlyDictionary<string, BicepFile> Modules { get; } = modules;

    public IEnumerable<BicepFile> Files => Modules.Values.Prepend(Main);

    /// <summary>Everything that is wrong; nothing where all is well.</summary>
    public IEnumerable<string> Problems() =>
        Files.SelectMany(file => Symbols(file).Concat(Words(file)).Concat(Unused(file)).Concat(Parameters(file)).Concat(Outputs(file)).Concat(Types(file)))
            .Concat(Main.Modules.SelectMany(Handed));

    // Each name leads to a parameter, a variable, a resource, a module or the item of a loop; each output of a module is there.
    private IEnumerable<string> Symbols(BicepFile file)
    {
        foreach (var name in file.Expressions.OfType<BicepExpression.Name>())
        {
            var isItem = file.Expressions.OfType<BicepExpression.For>().Any(loop => loop.Item == name.Symbol && loop.All.Contains(name));
            if (!isItem && file.Find(name.Symbol) is null)
            {
                yield return $"{file.Path}({name.Line}): There is no {name.Symbol}.";
            }
        }

        foreach (var access in file.Expressions.OfType<BicepExpression.Access>())
        {
            if (access.Of is BicepExpression.Access { Called: "outputs", Of: BicepExpression.Name of }
                && file.Find(of.Symbol) is BicepStatement.Module module
                && Modules.GetValueOrDefault(module.Path)?.Outputs.Any(output => output.Symbol == access.Called) is not true)
            {
                yield return $"{file.Path}({access.Line}): {module.Path} has no output {access.Called}.";
            }

            if (access.Sign is "::" && file.Resources.All(resource => resource.Symbol != access.Called))
            {
                yield return $"{file.Path}({access.Line}): There is no nested resource {access.Called}.";
            }
        }

        foreach (var twice in file.Statements.GroupBy(statement => (statement is BicepStatement.Output, statement.Symbol)).Where(group => group.Count() > 1))
        {
            yield return $"{file.Path}({twice.Last().Line}): {twice.Key.Symbol} stands there twice.";
        }
    }

    private static IEnumerable<string> Words(BicepFile file)
    {
        var decorators = file.Statements.SelectMany(statement => statement.Decorators).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var call in file.Expressions.OfType<BicepExpression.Call>())
        {
            if (decorators.Contains(call))
            {
                if (!BicepLanguage.Decorators.TryGetValue(call.Function, out var arguments) || arguments != call.Arguments.Count)
                {
                    yield return $"{file.Path}({call.Line}): @{call.Function} with {call.Arguments.Count} argument(s) is no decorator of version 0.9.";
                }
            }
            else if (BicepLanguage.Changing.Contains(call.Function))
            {
                yield return $"{file.Path}({call.Line}): {call.Function} gives something else at every deployment.";
            }
            else if (!BicepLanguage.Functions.Contains(call.Function))
            {
                yield return $"{file.Path}({call.Line}): {call.Function} is no function that is known to be in version 0.9.";
            }
        }
    }

    private static IEnumerable<string> Unused(BicepFile file)
    {
        var used = file.Expressions.OfType<BicepExpression.Name>().Select(name => name.Symbol).ToHashSet(StringComparer.Ordinal);
        return file.Params.Concat<BicepStatement>(file.Vars).Where(statement => !used.Contains(statement.Symbol))
            .Select(statement => $"{file.Path}({statement.Line}): {statement.Symbol} is used nowhere.");
    }

    private static IEnumerable<string> Parameters(BicepFile file)
    {
        foreach (var param in file.Params)
        {
            if (param.Decorator("description")?.Arguments[0].Literal is not { Length: > 10 } text || !text.EndsWith('.'))
            {
                yield return $"{file.Path}({param.Line}): {param.Symbol} is not described in a sentence.";
            }

            var isLimited = param.Decorator("allowed") is not null || param.Type switch
            {
                "string" or "array" => param.Decorator("maxLength") is not null,
                "int" => param.Decorator("minValue") is not null && param.Decorator("maxValue") is not null,
                _ => true,
            };
            if (!isLimited)
            {
                yield return $"{file.Path}({param.Line}): {param.Symbol} has no limit.";
            }
        }
    }

    private static IEnumerable<string> Outputs(BicepFile file) =>
        file.Outputs.Where(output => output.Decorator("description")?.Arguments[0].Literal is not { Length: > 10 })
            .Select(output => $"{file.Path}({output.Line}): the output {output.Symbol} is not described.");

    // One whole API version a type, the same everywhere; nested resources have that of the one around them.
    private IEnumerable<string> Types(BicepFile file)
    {
        var nested = file.Resources.Except(file.Statements.OfType<BicepStatement.Resource>()).ToHashSet();
        var versions = Files.SelectMany(other => other.Resources).Select(resource => resource.Type)
            .ToLookup(type => type.Split('@')[0], StringComparer.Ordinal);
        foreach (var resource in file.Resources)
        {
            if (!(nested.Contains(resource) ? NestedType() : PinnedType()).IsMatch(resource.Type))
            {
                yield return $"{file.Path}({resource.Line}): '{resource.Type}' is no type with a released API version.";
            }
            else if (versions[resource.Type.Split('@')[0]].Distinct(StringComparer.Ordinal).Count() > 1)
            {
                yield return $"{file.Path}({resource.Line}): '{resource.Type}' is used with several API versions.";
            }
        }
    }

    // A module is handed all that it needs and nothing else.
    private IEnumerable<string> Handed(BicepStatement.Module module)
    {
        if (Modules.GetValueOrDefault(module.Path) is not { } file)
        {
            yield return $"{Main.Path}({module.Line}): There is no file {module.Path}.";
            yield break;
        }

        var handed = (module.Body.Member("params") as BicepExpression.Object)?.Members.Select(member => member.Key.Literal!).ToList() ?? [];
        foreach (var missing in file.Params.Where(param => param.Value is null && !handed.Contains(param.Symbol)))
        {
            yield return $"{Main.Path}({module.Line}): {module.Path} is not given {missing.Symbol}.";
        }

        foreach (var unknown in handed.Except(file.Params.Select(param => param.Symbol), StringComparer.Ordinal))
        {
            yield return $"{Main.Path}({module.Line}): {module.Path} has no parameter {unknown}.";
        }

        if (module.Body.Member("name") is null || module.Body.Member("scope") is null)
        {
            yield return $"{Main.Path}({module.Line}): {module.Path} is deployed without a name or a scope.";
        }
    }

    [GeneratedRegex(@"^[A-Z][A-Za-z]*(?:\.[A-Z][A-Za-z]*)+(?:/[a-zA-Z]+)+@20\d\d-\d\d-\d\d$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PinnedType();

    [GeneratedRegex("^[a-zA-Z]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NestedType();
}
