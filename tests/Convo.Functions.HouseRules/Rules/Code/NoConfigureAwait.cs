using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Code;

/// <summary>No head has a synchronisation context, so it would only be noise.</summary>
internal sealed class NoConfigureAwait : Rule
{
    private const string Banned = "ConfigureAwait";

    public override IReadOnlyList<Repository> Bad => [InSource($"sealed class A {{ async Task M(Task a) => await a.{Banned}(false); }}")];

    public override IReadOnlyList<Repository> Good => [InSource("sealed class A { async Task M(Task a) => await a; }")];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from name in file.Nodes<IdentifierNameSyntax>()
        where name.Identifier.ValueText == Banned
        select file.At(name, $"{Banned} has no effect here.", "Await the task as it is.");
}
