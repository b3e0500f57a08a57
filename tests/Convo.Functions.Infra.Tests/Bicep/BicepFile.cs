namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>A Bicep file that was read.</summary>
/// <param name="path">Where it is, for messages.</param>
/// <param name="text">What it says.</param>
internal sealed class BicepFile(string path, string text)
{
    public string Path { get; } = path;

    public IReadOnlyList<BicepStatement> Statements { get; } = BicepParser.Read(text);

    public IEnumerable<BicepStatement.Param> Params => Statements.OfType<BicepStatement.Param>();

    public IEnumerable<BicepStatement.Var> Vars => Statements.OfType<BicepStatement.Var>();

    public IEnumerable<BicepStatement.Output> Outputs => Statements.OfType<BicepStatement.Output>();

    public IEnumerable<BicepStatement.Module> Modules => Statements.OfType<BicepStatement.Module>();

    /// <summary>All resources, those within others with them.</summary>
    public IEnumerable<BicepStatement.Resource> Resources => Statements.OfType<BicepStatement.Resource>().SelectMany(Within);

    /// <summary>Every expression of the file.</summary>
    public IEnumerable<BicepExpression> Expressions => Statements.SelectMany(statement =>
        statement.Decorators.SelectMany(decorator => decorator.All).Concat(statement.Value?.All ?? []));

    /// <summary>A statement by what it is called; outputs have names of their own.</summary>
    public BicepStatement? Find(string symbol) => Statements.FirstOrDefault(statement => statement is not BicepStatement.Output && statement.Symbol == symbol);

    /// <summary>The one resource of a type, whatever its API version.</summary>
    public BicepStatement.Resource Resource(string type) => Assert.Single(Resources, resource => resource.Type.Split('@')[0] == type);

    private static IEnumerable<BicepStatement.Resource> Within(BicepStatement.Resource resource) =>
        resource.Body.All.OfType<BicepExpression.Object>().SelectMany(body => body.Nested).Prepend(resource);
}
