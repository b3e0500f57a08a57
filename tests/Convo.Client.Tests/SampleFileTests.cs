namespace Convo.Client.Tests;

public sealed class SampleFileTests
{
    // The documentation's picture of the success envelope; with its three dots it is no JSON.
    private const string EnvelopePicture = """{ "data": { ... } }""";

    public static TheoryData<string> All => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_sample_stands_word_for_word_in_a_seed_document(string name)
    {
        var sample = Samples.Read(name);

        Assert.Contains(Samples.Seeds, seed => File.ReadAllText(seed).Contains("\n" + sample));
        Assert.NotNull(Samples.Json(name));
    }

    [Fact]
    public void Every_sample_of_the_seed_documents_is_a_sample_file()
    {
        var known = Samples.Names.Select(Samples.Read).ToHashSet();
        var shown = Samples.Seeds.SelectMany(File.ReadAllLines).Where(line => line.StartsWith("{ ", StringComparison.Ordinal)).ToList();

        Assert.Equal(27, shown.Count);
        Assert.Equal([EnvelopePicture], shown.Where(line => !known.Contains(line)));
    }
}
