using Convo.Functions.HouseRules.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Rules.Projects;

/// <summary>The heads see the client's types through the connectors; using them there would spread Convo's wire shapes over the product.</summary>
internal sealed class ClientBehindConnectors : Rule
{
    private const string Client = "Convo.Client";

    private static readonly string[] Allowed = ["src/Convo.Client/", "src/Convo.Functions.Connectors/"];

    public override IReadOnlyList<Repository> Bad =>
    [
        Repository.Of(("src/Convo.Functions.Standalone/Program.cs", "using Convo.Client.Errors;")),
        InSource("sealed class A { Convo.Client.ConvoClient client; }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        Repository.Of(("src/Convo.Functions.Connectors/Convo/Account.cs", "using Convo.Client;")),
        InSource("using Convo.Clients;"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.Source
        where !Array.Exists(Allowed, start => file.Path.StartsWith(start, StringComparison.Ordinal))
        from name in file.Nodes<QualifiedNameSyntax>()
        where name.ToString() == Client
        select file.At(name, $"{Client} is used outside the connectors.", "Go through a port that the connectors implement.");
}
