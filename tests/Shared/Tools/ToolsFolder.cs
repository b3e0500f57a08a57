namespace Convo.Functions.Tests.Shared;

/// <summary>Where the programs lie that tests run beside the product.</summary>
internal static class ToolsFolder
{
    /// <exception cref="InvalidOperationException">They are not installed; the message says how to.</exception>
    public static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var tools = Path.Combine(at.FullName, "tests", "Tools");
            if (File.Exists(Path.Combine(tools, "package.json")))
            {
                return File.Exists(Path.Combine(tools, "node_modules", ".installed"))
                    ? tools
                    : throw new InvalidOperationException("The tools of the tests are not installed; dotnet build tests/Tools installs them.");
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds tests/Tools.");
    }
}
