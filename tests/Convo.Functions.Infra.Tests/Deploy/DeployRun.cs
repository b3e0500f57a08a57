using System.Diagnostics;
using System.Text.Json;

namespace Convo.Functions.Infra.Tests.Deploy;

/// <summary>One run of <c>infra/deploy.sh</c> in a copy of the repository's folder, with tools that only record.</summary>
internal sealed class DeployRun : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("convo-deploy-");

    public DeployRun()
    {
        var infra = root.CreateSubdirectory("infra");
        File.Copy(Path.Combine(Repository.Root, "infra/deploy.sh"), Path.Combine(infra.FullName, "deploy.sh"));
        var tools = root.CreateSubdirectory("tools");
        foreach (var tool in (string[])["az", "dotnet", "zip"])
        {
            File.Copy(Path.Combine(Repository.Root, "tests/Convo.Functions.Infra.Tests/Deploy/fake-tool.sh"), Path.Combine(tools.FullName, tool));
        }
    }

    /// <summary>What the tools are to answer, by the names that <c>fake-tool.sh</c> knows.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    public int Code { get; private set; }

    public string Said { get; private set; } = "";

    /// <summary>The calls in their order, each on one line.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Recorded("")) ? File.ReadAllLines(Recorded("")) : [];

    /// <summary>The calls without what makes them long: the first words, up to the first option.</summary>
    public IReadOnlyList<string> Order => [.. Calls.Select(call => call.Split(" -")[0])];

    /// <summary>The parameters that the template was given.</summary>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Recorded(".parameters")));
            return json.RootElement.GetProperty("parameters").EnumerateObject()
                .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("value").GetString()!);
        }
    }

    /// <summary>Who may read the file with the parameters, as in chmod.</summary>
    public string ParametersMode => File.ReadAllText(Recorded(".mode")).Trim();

    /// <summary>Whether the file with the parameters is still there.</summary>
    public bool ParametersRemain => File.Exists(File.ReadAllText(Recorded(".file")));

    /// <summary>The folder that was packed, seen from the repository.</summary>
    public string Packed => Path.GetRelativePath(root.FullName, Path.GetFullPath(File.ReadAllText(Recorded(".zipped")).Trim()));

    public async Task<DeployRun> RunAsync(params string[] options)
    {
        var tools = Path.Combine(root.FullName, "tools");
        var start = new ProcessStartInfo("bash", [Path.Combine(root.FullName, "infra", "deploy.sh"), .. options])
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = root.FullName,
        };
        start.Environment["PATH"] = tools + Path.PathSeparator + start.Environment["PATH"];
        start.Environment["FAKE_CALLS"] = Recorded("");
        foreach (var (name, value) in Answers)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        (Code, Said) = (process.ExitCode, string.Concat(said));
        return this;
    }

    public void Dispose() => root.Delete(recursive: true);

    private string Recorded(string part) => Path.Combine(root.FullName, "calls" + part);
}
