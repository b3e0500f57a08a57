using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Testing;

internal sealed class SkipsSayWhy : Rule
{
    public override IReadOnlyList<Repository> Bad =>
    [
        InTests("sealed class A { [Fact(Skip = \"\")] public void B() { } }"),
        InTests("sealed class A { [Theory(Skip = \"flaky\")] public void B() { } }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InTests("sealed class A { [Fact(Skip = \"Needs strace, which this machine lacks.\")] public void B() { } [Fact] public void C() { } }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from test in TestMethods.In(repository)
        from argument in TestMethods.AttributesOf(test.Method).SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
        where argument.NameEquals?.Name.ToString() == "Skip" && argument.Expression.ToString().Split(' ').Length < 3
        select test.File.At(argument, "A test is skipped without a reason.", "Say what is missing and how to get it, or mend the test.");
}
