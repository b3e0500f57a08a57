using System.Reflection.PortableExecutable;
using System.Runtime.Versioning;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Processes.Stage;
using Convo.Functions.Publishing;

namespace Convo.Functions.Processes.Publishing;

/// <summary>What <c>dotnet publish</c> writes is the root of a function app, wherever it is told to write to.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(Alone.Name)]
public sealed class PublishedAppTests
{
    private const UnixFileMode ForAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Fact]
    public async Task It_has_the_host_file_of_the_repository_and_a_folder_for_each_function_and_no_other()
    {
        var root = await PublishedApp.RootAsync();

        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(PublishedHead.Repository, "host.json")), await File.ReadAllBytesAsync(Path.Combine(root, "host.json")));
        Assert.Equal(
            FunctionTable.All.Select(function => function.Name).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));
        Assert.All(FunctionTable.All, function =>
        {
            var file = Assert.Single(Directory.EnumerateFileSystemEntries(Path.Combine(root, function.Name)));
            Assert.Equal(FunctionFolders.FileName, Path.GetFileName(file));
            Assert.Equal(FunctionFolders.Describe(function), File.ReadAllBytes(file));
        });
    }

    [Fact]
    public async Task Its_program_may_be_executed_by_all_and_brings_its_own_runtime_compiled_ahead()
    {
        var root = await PublishedApp.RootAsync();

        Assert.Equal(ForAll, File.GetUnixFileMode(Path.Combine(root, "Convo.Functions")) & ForAll);
        Assert.True(File.Exists(Path.Combine(root, "libcoreclr.so")), "There is no runtime in it.");
        Assert.All(
            Directory.EnumerateFiles(root, "Convo*.dll"),
            file => Assert.True(IsCompiledAhead(file), $"{Path.GetFileName(file)} is not compiled ahead."));
    }

    [Fact]
    public async Task Nothing_lies_in_it_that_belongs_to_the_repository_or_to_another_kind_of_app()
    {
        var root = await PublishedApp.RootAsync();

        string[] strangers = ["packages.lock.json", "local.settings.json", "local.settings.sample.json", "web.config", "appsettings.json", "README.md"];
        Assert.Empty(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Intersect(strangers));
        Assert.Empty(Directory.EnumerateFiles(root, "*.xml"));
    }

    [Fact]
    public async Task Without_being_told_where_it_is_written_to_the_folder_that_the_README_names()
    {
        var told = await Sdk.RunAsync("msbuild", PublishedHead.FunctionApp, "-getProperty:PublishDir", "-p:_IsPublishing=true", "-nodeReuse:false");

        Assert.Equal(
            Path.Combine(PublishedHead.Repository, "artifacts", "functionapp"), Path.GetFullPath(told.Trim()).TrimEnd(Path.DirectorySeparatorChar));
        Assert.Contains("`artifacts/functionapp`", await File.ReadAllTextAsync(Path.Combine(PublishedHead.Repository, "README.md")), StringComparison.Ordinal);
    }

    // Code that was compiled ahead has a native header beside the managed one (PE format, "CLI header").
    private static bool IsCompiledAhead(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
