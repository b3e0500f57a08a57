using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.HouseRules.Reading;

/// <summary>One file of the repository, read once: its text, its lines and, where it is C# or XML, its syntax.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<CompilationUnitSyntax> root = new(() =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path).GetCompilationUnitRoot());

    private readonly Lazy<XElement> xml = new(() => XElement.Parse(text, LoadOptions.SetLineInfo));
    private readonly Lazy<string[]> lines = new(() => text.TrimEnd('\n').Split('\n'));

    /// <summary>The path from the repository's root, with forward slashes.</summary>
    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines => lines.Value;

    public CompilationUnitSyntax Root => root.Value;

    public XElement Xml => xml.Value;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Folder => Path.LastIndexOf('/') is > 0 and var at ? Path[..at] : "";

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsSource => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>A project's name: that of its file.</summary>
    public string ProjectName => Name.Replace(".csproj", "", StringComparison.Ordinal);

    /// <summary>The items of one kind in a project or props file, each with what it includes and its line.</summary>
    public IEnumerable<(string Value, int Line)> Items(string kind) =>
        Xml.Descendants(kind).Select(item => ((string?)item.Attribute("Include") ?? (string?)item.Attribute("Update") ?? "", ((IXmlLineInfo)item).LineNumber));

    public IEnumerable<T> Nodes<T>() where T : SyntaxNode => Root.DescendantNodes(descendIntoTrivia: false).OfType<T>();

    public Finding At(SyntaxNode node, string what, string mend) => At(node.GetLocation(), what, mend);

    public Finding At(Location location, string what, string mend) => new(Path, location.GetLineSpan().StartLinePosition.Line + 1, what, mend);

    public Finding At(int line, string what, string mend) => new(Path, line, what, mend);
}
