using Convo.Functions.HouseRules.Reading;
using Convo.Functions.HouseRules.Rules;

namespace Convo.Functions.HouseRules;

/// <summary>Every rule is kept by the repository, finds what it forbids and lets pass what it allows.</summary>
public sealed class HouseRuleTests
{
    public static TheoryData<string> Names => [.. RuleBook.All.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_repository_keeps_the_rule(string name)
    {
        var findings = RuleBook.Named(name).Check(Repository.Here).ToList();

        Assert.True(findings.Count == 0, $"{name}: {findings.Count} finding(s)\n{string.Join('\n', findings)}");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_rule_finds_its_bad_examples(string name)
    {
        var rule = RuleBook.Named(name);

        Assert.NotEmpty(rule.Bad);
        Assert.All(rule.Bad, example => Assert.NotEmpty(rule.Check(example)));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_rule_lets_its_good_examples_pass(string name)
    {
        var rule = RuleBook.Named(name);

        Assert.NotEmpty(rule.Good);
        Assert.All(rule.Good, example => Assert.Empty(rule.Check(example)));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_finding_says_where_and_how_it_is_mended(string name)
    {
        var rule = RuleBook.Named(name);

        var findings = rule.Bad.SelectMany(rule.Check).ToList();

        Assert.All(findings, finding =>
        {
            Assert.NotEmpty(finding.Path);
            Assert.True(finding.Line > 0);
            Assert.EndsWith(".", finding.What, StringComparison.Ordinal);
            Assert.EndsWith(".", finding.Mend, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_readme_of_this_folder_lists_every_rule_and_no_other()
    {
        var readme = Repository.Here.Find("tests/Convo.Functions.HouseRules/README.md");
        Assert.NotNull(readme);

        var listed = readme.Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(RuleBook.All.Select(rule => rule.Name), listed.Order(StringComparer.Ordinal));
    }
}
