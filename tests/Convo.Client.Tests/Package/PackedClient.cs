using System.IO.Compression;
using System.Xml.Linq;

namespace Convo.Client.Tests.Package;

/// <summary>The two packages as <c>dotnet pack</c> makes them of what these tests run against, in a folder of their own.</summary>
public sealed class PackedClient : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("convo-client-pack-").FullName;

    /// <summary>The version that was packed.</summary>
    public string Version => Nuspec("nupkg").Element(Name("version"))!.Value;

    public static string ProjectFolder => Path.GetFullPath(Samples.SourceFile("../../src/Convo.Client"));

    public async Task InitializeAsync()
    {
        // Nothing is built: two builds of one project at once would break each other.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var project = Path.Combine(ProjectFolder, "Convo.Client.csproj");
        await Dotnet.RunAsync(
            Folder, new Dictionary<string, string>(), "pack", project, "--no-build", "--configuration", configuration, "--output", Folder);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The names of the files in a package, without those that only the format needs.</summary>
    public IReadOnlyList<string> Files(string kind)
    {
        using var package = ZipFile.OpenRead(PathOf(kind));
        return [.. package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml").Order(StringComparer.Ordinal)];
    }

    public byte[] Read(string kind, string file)
    {
        using var package = ZipFile.OpenRead(PathOf(kind));
        using var stream = package.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The <c>metadata</c> of a package's description.</summary>
    public XElement Nuspec(string kind)
    {
        using var stream = new MemoryStream(Read(kind, "Convo.Client.nuspec"));
        return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public XName Name(string member) => Nuspec("nupkg").Name.Namespace + member;

    private string PathOf(string kind) => Directory.GetFiles(Folder, $"Convo.Client.*.{kind}").Single();
}
