using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Code;

internal sealed class NothingUnwritten : Rule
{
    private const string Stub = "NotImplementedException";

    public override IReadOnlyList<Repository> Bad =>
    [
        InSource($"sealed class A {{ void M() => throw new {Stub}(); }}"),
        InTests($"sealed class A {{ void M() => throw new System.{Stub}(); }}"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InSource("sealed class A { void M() => throw new NotSupportedException(\"Slack has no edit for this.\"); }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from name in file.Nodes<IdentifierNameSyntax>()
        where name.Identifier.ValueText == Stub
        select file.At(name, "Something is left unwritten.", "Write it, or take it out.");
}
