using System.Text.RegularExpressions;

namespace Convo.Client.Tests.Package;

/// <summary>The README's code is code that these tests compile: it can't rot.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void The_first_block_is_the_sample_program_from_its_first_line_to_its_last() =>
        Assert.Equal(File.ReadAllText(Samples.SourceFile("Sample/Program.cs")).Trim(), Blocks()[0]);

    [Fact]
    public void Every_other_block_stands_in_a_file_of_the_samples()
    {
        var samples = Directory.GetFiles(Samples.SourceFile("Sample")).Select(file => Flat(File.ReadAllText(file))).ToList();

        Assert.Equal(2, Blocks().Count);
        Assert.All(Blocks(), block => Assert.Contains(samples, sample => sample.Contains(Flat(block), StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Blocks() =>
    [
        .. Block().Matches(File.ReadAllText(Path.Combine(PackedClient.ProjectFolder, "README.md"))).Select(match => match.Groups["code"].Value.Trim()),
    ];

    // As it reads, wherever it is indented.
    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
