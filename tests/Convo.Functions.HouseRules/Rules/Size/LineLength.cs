using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Size;

internal sealed class LineLength : Rule
{
    public const int Most = 160;

    public override IReadOnlyList<Repository> Bad => [InSource("// " + new string('x', Most))];

    public override IReadOnlyList<Repository> Good => [InSource(new string('/', Most)), Repository.Of(("README.md", new string('x', Most + 1)))];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from file in repository.CSharp
        from line in file.Lines.Index()
        where line.Item.Length > Most
        select file.At(line.Index + 1, $"The line has {line.Item.Length} characters.", $"Break it: {Most} is the most.");
}
