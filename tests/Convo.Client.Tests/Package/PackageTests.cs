using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Package;

/// <summary>What somebody gets who adds the package to a program of their own.</summary>
public sealed class PackageTests(PackedClient packed) : IClassFixture<PackedClient>
{
    private const string Library = "lib/net10.0/Convo.Client.dll";
    private const string Symbols = "lib/net10.0/Convo.Client.pdb";
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void The_package_holds_the_library_its_documentation_the_readme_and_the_licence_and_nothing_else()
    {
        Assert.Equal(
            ["Convo.Client.nuspec", "LICENSE", "README.md", Library, "lib/net10.0/Convo.Client.xml"],
            packed.Files("nupkg"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(PackedClient.ProjectFolder, "README.md")), packed.Read("nupkg", "README.md"));
        Assert.StartsWith("MIT License", Encoding.UTF8.GetString(packed.Read("nupkg", "LICENSE")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_says_what_it_is_and_needs_no_other()
    {
        var about = packed.Nuspec("nupkg");

        Assert.Equal("Convo.Client", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("convo meetings transcripts webhooks", Value("tags"));
        Assert.StartsWith("A typed, tolerant client for the Convo meeting-assistant API v1.", Value("description"), StringComparison.Ordinal);
        Assert.NotEmpty(Value("authors"));
        Assert.Empty(about.Descendants(packed.Name("dependency")));

        string Value(string name) => about.Element(packed.Name(name))?.Value ?? "";
    }

    [Fact]
    public void Its_version_is_the_one_of_the_repository()
    {
        var props = XDocument.Load(Path.Combine(PackedClient.ProjectFolder, "../../Directory.Build.props"));
        var informational = typeof(ConvoClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

        Assert.Equal(props.Descendants("Version").Single().Value, packed.Version);
        Assert.Equal(packed.Version, informational.Split('+')[0]);
    }

    [Fact]
    public void The_documentation_covers_every_public_type()
    {
        using var stream = new MemoryStream(packed.Read("nupkg", "lib/net10.0/Convo.Client.xml"));
        var documented = XDocument.Load(stream).Descendants("member").Select(member => member.Attribute("name")!.Value).ToHashSet();

        Assert.All(typeof(ConvoClient).Assembly.GetExportedTypes(), type => Assert.Contains($"T:{type.FullName}", documented));
        Assert.Contains(documented, name => name.StartsWith("M:Convo.Client.ConvoClient.DraftEmailAsync(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_build_is_deterministic_and_knows_no_folder_of_the_machine_that_made_it()
    {
        var (library, symbols) = (packed.Read("nupkg", Library), packed.Read("snupkg", Symbols));
        using var image = new PEReader(new MemoryStream(library));

        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type is DebugDirectoryEntryType.Reproducible);
        var root = Encoding.UTF8.GetBytes(Path.GetFullPath(Path.Combine(PackedClient.ProjectFolder, "../..")));
        Assert.Equal(-1, library.AsSpan().IndexOf(root));
        Assert.Equal(-1, symbols.AsSpan().IndexOf(root));
    }

    [Fact]
    public void The_symbols_are_those_of_the_library_and_bring_their_source()
    {
        using var image = new PEReader(new MemoryStream(packed.Read("nupkg", Library)));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(packed.Read("snupkg", Symbols)));
        var reader = symbols.GetMetadataReader();

        var code = image.ReadDebugDirectory().Single(entry => entry.Type is DebugDirectoryEntryType.CodeView);
        Assert.Equal(image.ReadCodeViewDebugDirectoryData(code).Guid, new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        var documents = reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToList();
        Assert.Contains("/_/src/Convo.Client/ConvoClient.cs", documents);
        Assert.All(reader.Documents, handle => Assert.Contains(
            reader.GetCustomDebugInformation(handle), info => reader.GetGuid(reader.GetCustomDebugInformation(info).Kind) == EmbeddedSource));
        Assert.DoesNotContain(packed.Files("snupkg"), name => name.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_elsewhere_that_adds_the_package_builds_the_sample_and_runs_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(packed.Folder, "elsewhere")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="packed" value="{packed.Folder}" /></packageSources></configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "elsewhere.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
                <UseSharedCompilation>false</UseSharedCompilation>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Convo.Client" Version="[{packed.Version}]" /></ItemGroup>
            </Project>
            """);
        File.Copy(Samples.SourceFile("Sample/Program.cs"), Path.Combine(folder, "Program.cs"));
        await Dotnet.RunAsync(folder, new Dictionary<string, string>(), "build", "--output", "out", "--nologo");

        await using var convo = await ScriptedConvo.StartAsync(
            Answer.Ok("""{"data":[{"id":"a","title":"Kickoff"},{"id":"b","title":"Too early"}],"pagination":{"total":2}}"""),
            Answer.Sample("keypoints").With("X-RateLimit-Remaining", "498"),
            Answer.Error(System.Net.HttpStatusCode.NotFound, "not_found"));
        var printed = await Dotnet.RunAsync(
            folder,
            new Dictionary<string, string> { ["CONVO_API_KEY"] = ScriptedConvo.Key, ["CONVO_ADDRESS"] = convo.Address.AbsoluteUri },
            Path.Combine("out", "elsewhere.dll"));

        Assert.Contains("Q1 Planning Review: 1 action items, 498 requests left this hour", printed, StringComparison.Ordinal);
        Assert.Contains("Too early: Convo does not tell apart", printed, StringComparison.Ordinal);
    }
}
