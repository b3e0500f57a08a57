using Convo.Functions.Browser.Stage;
using Xunit;

namespace Convo.Functions.Browser.Source;

/// <summary>The sources of the pages: their types hold and are those of the API document, and their pure parts do what they say.</summary>
public sealed class SourceTests
{
    private const string Types = "schema.d.ts";

    [Fact]
    public Task The_types_hold() => Command.RunAsync("npm", Folders.Editor, "run", "check");

    [Fact]
    public Task The_pure_parts_do_what_they_say() => Command.RunAsync("npm", Folders.Editor, "test");

    [Fact]
    public async Task The_generated_types_are_those_of_the_API_document()
    {
        var folder = Directory.CreateTempSubdirectory("convo-types-").FullName;
        try
        {
            var made = Path.Combine(folder, Types);
            await Command.RunAsync("npx", Folders.Editor, "--no-install", "openapi-typescript", "openapi.json", "--output", made);
            var kept = await File.ReadAllTextAsync(Path.Combine(Folders.Editor, "src", "api", Types));
            Assert.True(await File.ReadAllTextAsync(made) == kept, "src/editor/src/api/schema.d.ts is out of date. Run in src/editor: npm run types.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
