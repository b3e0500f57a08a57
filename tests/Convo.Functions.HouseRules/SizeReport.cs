using Convo.Functions.HouseRules.Reading;
using Convo.Functions.HouseRules.Rules.Size;
using Xunit.Abstractions;

namespace Convo.Functions.HouseRules;

/// <summary>The medians are told, not judged: a rule on them would be met by cutting at the wrong places.</summary>
public sealed class SizeReport(ITestOutputHelper output)
{
    [Fact]
    public void The_medians_are_taken_over_every_file_with_code()
    {
        var files = Repository.Here.Source.Select(file => file.Lines.Length).Order().ToList();
        var methods = Repository.Here.Source.SelectMany(MethodLength.Measure).Select(method => method.Lines).Order().ToList();

        output.WriteLine($"src: {files.Count} files, median {files[files.Count / 2]} lines (aim 50), longest {files[^1]}");
        output.WriteLine($"src: {methods.Count} methods, median {methods[methods.Count / 2]} lines (aim 25), longest {methods[^1]}");
        Assert.True(files.Count > 100, "The walk over the repository missed most of it.");
        Assert.True(methods.Count > files.Count, "The syntax was not read.");
    }
}
