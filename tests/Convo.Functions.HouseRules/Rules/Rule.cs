using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules;

/// <summary>One rule of the house. It brings small examples of its own, so that a rule which can no longer find anything is itself found.</summary>
internal abstract class Rule
{
    public string Name => GetType().Name;

    /// <summary>Each breaks the rule once at least.</summary>
    public abstract IReadOnlyList<Repository> Bad { get; }

    /// <summary>Each keeps the rule, close to its edge.</summary>
    public abstract IReadOnlyList<Repository> Good { get; }

    public abstract IEnumerable<Finding> Check(Repository repository);

    protected static Repository InSource(string code) => Repository.Of(("src/Convo.Functions.Core/Example.cs", code));

    protected static Repository InTests(string code) => Repository.Of(("tests/Convo.Functions.Core.Tests/ExampleTests.cs", code));
}
