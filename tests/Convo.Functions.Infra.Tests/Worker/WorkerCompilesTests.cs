using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Convo.Functions.Infra.Tests.Worker;

/// <summary>All of the worker head compiles against the shapes of the worker's packages, as far as they are documented.</summary>
public sealed class WorkerCompilesTests
{
    private const string Folder = "src/Convo.Functions.Worker";
    private const string Shapes = "tests/Convo.Functions.Infra.Tests/Worker/WorkerShapes.cs";

    // What ImplicitUsings brings.
    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    [Fact]
    public void The_head_compiles_against_the_documented_shapes()
    {
        var compilation = Compile(Repository.Read(Shapes));

        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity is DiagnosticSeverity.Error).Select(found => found.ToString()));
    }

    [Fact]
    public void Without_the_packages_the_triggers_do_not_compile()
    {
        var compilation = Compile("");

        Assert.Contains(
            compilation.GetDiagnostics(),
            found => found.Id is "CS0246" && found.Location.SourceTree!.FilePath.EndsWith("Triggers.cs", StringComparison.Ordinal));
    }

    private static CSharpCompilation Compile(string shapes)
    {
        var project = XDocument.Parse(Repository.Read($"{Folder}/Convo.Functions.Worker.csproj"));
        var usings = project.Descendants("Using").Select(item => (string)item.Attribute("Include")!);
        var code = Directory.EnumerateFiles(Path.Combine(Repository.Root, Folder), "*.cs").Select(path => (path, Text: File.ReadAllText(path)))
            .Append(("usings.cs", string.Concat(Implicit.Concat(usings).Select(name => $"global using {name};\n"))))
            .Append(("shapes.cs", shapes));

        // Under the head's own name, for the function app opens its inside to it.
        return CSharpCompilation.Create(
            "Convo.Functions.Worker",
            code.Select(file => CSharpSyntaxTree.ParseText(file.Item2, path: file.Item1)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !path.EndsWith("Convo.Functions.Infra.Tests.dll", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }
}
