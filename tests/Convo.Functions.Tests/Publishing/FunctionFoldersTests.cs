using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Convo.Functions.Publishing;

namespace Convo.Functions.Tests.Publishing;

public sealed class FunctionFoldersTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("function-folders-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Each_function_of_the_table_has_a_folder_with_its_function_json_and_nothing_else_is_written()
    {
        FunctionFolders.Write(root.FullName);
        var written = root.GetFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root.FullName, file.FullName));
        Assert.Equal(FunctionTable.All.Select(function => Path.Combine(function.Name, "function.json")).ToHashSet(), written.ToHashSet());
        Assert.All(FunctionTable.All, function => Assert.Equal(
            FunctionFolders.Describe(function), File.ReadAllBytes(Path.Combine(root.FullName, function.Name, FunctionFolders.FileName))));
    }

    [Fact]
    public async Task The_program_writes_them_with_nothing_beside_it_as_the_build_calls_it()
    {
        var program = Path.Combine(root.CreateSubdirectory("program").FullName, "Convo.Functions.dll");
        var app = root.CreateSubdirectory("app").FullName;
        File.Copy(typeof(FunctionsApp).Assembly.Location, program);
        await File.WriteAllTextAsync(
            Path.ChangeExtension(program, ".runtimeconfig.json"),
            $$$$"""{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"{{{{Environment.Version.ToString(2)}}}}.0"}}}""");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, FunctionFolders.Argument, app])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0, errors);
        Assert.Equal(FunctionTable.All.Count, Directory.GetFiles(app, FunctionFolders.FileName, SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Writing_over_what_is_there_gives_the_same_again()
    {
        FunctionFolders.Write(root.FullName);
        var before = Snapshot();
        FunctionFolders.Write(root.FullName);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void An_HTTP_function_has_one_trigger_and_one_answer_so_that_the_host_hands_requests_on_as_they_came()
    {
        Assert.Equal(
            """
            {
              "bindings": [
                {
                  "type": "httpTrigger",
                  "direction": "in",
                  "name": "req",
                  "authLevel": "anonymous",
                  "route": "hooks/{*path}",
                  "methods": [
                    "get",
                    "post"
                  ]
                },
                {
                  "type": "http",
                  "direction": "out",
                  "name": "res"
                }
              ]
            }

            """,
            Encoding.UTF8.GetString(FunctionFolders.Describe(FunctionTable.Hooks)));
        Assert.All(
            FunctionTable.All.Where(function => function.Trigger is FunctionTrigger.Http),
            function => Assert.Equal(["httpTrigger", "http"], Bindings(function).Select(binding => binding.GetProperty("type").GetString())));
    }

    [Fact]
    public void The_functions_are_those_of_the_product()
    {
        Assert.Equal(
            [
                "hooks: hooks/{*path} get,post", "approve: approve/{*path} get,post", "api: api/{*path} get,post,put,patch,delete",
                "app: app/{*path} get", "work: work", "work-poison: work-poison", "sweep: 0 * * * * *", "poll: 0 */5 * * * *",
            ],
            FunctionTable.All.Select(function => $"{function.Name}: {Words(Bindings(function)[0])}"));
        Assert.Equal(["/poll", "/sweep", "/work", "/work-poison"], FunctionTable.Triggered.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_queues_are_read_from_the_account_that_the_host_itself_uses() =>
        Assert.All(
            FunctionTable.All.Where(function => function.Trigger is FunctionTrigger.Queue),
            function => Assert.Equal("AzureWebJobsStorage", Bindings(function)[0].GetProperty("connection").GetString()));

    private static JsonElement[] Bindings(Function function) =>
        [.. JsonDocument.Parse(FunctionFolders.Describe(function)).RootElement.GetProperty("bindings").EnumerateArray()];

    private static string Words(JsonElement binding) => binding.GetProperty("type").GetString() switch
    {
        "httpTrigger" => $"{binding.GetProperty("route")} {string.Join(',', binding.GetProperty("methods").EnumerateArray())}",
        "queueTrigger" => binding.GetProperty("queueName").GetString()!,
        _ => binding.GetProperty("schedule").GetString()!,
    };

    private Dictionary<string, string> Snapshot() =>
        root.GetFiles("*", SearchOption.AllDirectories).ToDictionary(file => file.FullName, file => File.ReadAllText(file.FullName));
}
