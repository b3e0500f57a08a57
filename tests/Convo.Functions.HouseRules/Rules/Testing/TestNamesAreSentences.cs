using System.Text.RegularExpressions;
using Convo.Functions.HouseRules.Reading;

namespace Convo.Functions.HouseRules.Rules.Testing;

internal sealed partial class TestNamesAreSentences : Rule
{
    public override IReadOnlyList<Repository> Bad =>
    [
        InTests("sealed class A { [Fact] public void TestAdd() { } }"),
        InTests("sealed class A { [Theory] public void Add_() { } }"),
        InTests("sealed class A { [Fact] public void a_second_event_posts_nothing() { } }"),
        InTests("sealed class A { [Fact] public void A__second_event() { } }"),
    ];

    public override IReadOnlyList<Repository> Good =>
    [
        InTests("sealed class A { [Fact] public void A_second_ready_event_posts_nothing() { } public void Read() { } }"),
        InTests("sealed class A { [Theory] public void HTML_with_200_is_refused() { } }"),
    ];

    public override IEnumerable<Finding> Check(Repository repository) =>
        from test in TestMethods.In(repository)
        let name = test.Method.Identifier
        where !Sentence().IsMatch(name.ValueText)
        select test.File.At(
            name.GetLocation(), $"{name.ValueText} is not a sentence.", "Say what happens, with underscores: A_second_ready_event_posts_nothing.");

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sentence();
}
