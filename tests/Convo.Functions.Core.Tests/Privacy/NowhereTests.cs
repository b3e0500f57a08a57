using Convo.Functions.Core.Privacy;
using Xunit;

namespace Convo.Functions.Core.Tests.Privacy;

public sealed class NowhereTests
{
    [Theory]
    [InlineData("We speak of project falcon today.")]
    [InlineData("PROJECT\n  FALCON")]
    [InlineData("project-Falcon's price")]
    [InlineData("Pro\u200Bject Fal\u2060con")]
    [InlineData("Рrоjесt Fаlсоn")]
    [InlineData("ｐｒｏｊｅｃｔ ｆａｌｃｏｎ")]
    [InlineData("Pr0ject Falc0n")]
    [InlineData("https://wiki.example/Project_Falcon")]
    public void A_word_is_found_however_it_is_written(string text) => Assert.NotNull(Words("Project Falcon").FindIn(text));

    [Theory]
    [InlineData("falcons, and a project")]
    [InlineData("project of the falcon")]
    [InlineData("falcon project")]
    [InlineData("projectfalcon")]
    [InlineData("")]
    public void Only_whole_words_in_a_row_count(string text) => Assert.Null(Words("Project Falcon").FindIn(text));

    [Theory]
    [InlineData("Al came at 10", "A1")]
    [InlineData("Он пришёл домой", "Dom")]
    [InlineData("Total: 100", "too")]
    public void What_only_resembles_a_word_from_afar_is_none(string text, string rule) => Assert.Null(Words(rule).FindIn(text));

    [Theory]
    [InlineData("我们在东京开会", "东京", true)]
    [InlineData("我们在东大京都开会", "东京", false)]
    [InlineData("来週はフェニックスの話", "フェニックス", true)]
    public void Scripts_without_spaces_are_searched_character_by_character(string text, string rule, bool found) =>
        Assert.Equal(found, Words(rule).FindIn(text) is not null);

    [Theory]
    [InlineData("Marit Söderström will call", true)]
    [InlineData("marit.soderstrom@example.com", true)]
    [InlineData("Söderström, Marit", true)]
    [InlineData("Marit", false)]
    [InlineData("Marit and Söderström", false)]
    public void A_person_is_found_by_the_name_in_either_order(string text, bool found) =>
        Assert.Equal(found, new Nowhere([], ["Marit Söderström"], []).FindIn(text) is not null);

    [Theory]
    [InlineData("write to anna@acme.example")]
    [InlineData("see https://acme.example/a?b")]
    [InlineData("see http://Mail.ACME.example:8080")]
    [InlineData("just acme.example.")]
    [InlineData("<https://sub.acme.example|here>")]
    [InlineData("https://acme。example/")]
    [InlineData("https://ａｃｍｅ．ｅｘａｍｐｌｅ/")]
    [InlineData("https://аcme.example/")]
    [InlineData("https://ac\u200Bme.example/")]
    [InlineData("https://acme.example@evil.example/")]
    [InlineData("a@b.c.acme.example")]
    public void A_domain_is_found_with_all_below_it(string text) => Assert.Equal(new NowhereEntry(NowhereList.Domains, 2), Domains().FindIn(text));

    [Theory]
    [InlineData("notacme.example")]
    [InlineData("acme.example.org")]
    [InlineData("acme-example")]
    [InlineData("acme example")]
    [InlineData("example")]
    public void Another_domain_is_another(string text) => Assert.Null(Domains().FindIn(text));

    [Theory]
    [InlineData("bücher.example", "https://xn--bcher-kva.example/")]
    [InlineData("xn--bcher-kva.example", "https://www.BÜCHER.example/")]
    public void International_domains_are_the_same_in_both_forms(string rule, string text) =>
        Assert.NotNull(new Nowhere([], [], [rule]).FindIn(text));

    [Fact]
    public void The_entry_is_named_by_its_list_and_place() =>
        Assert.Equal(new NowhereEntry(NowhereList.Words, 3), new Nowhere(["one two", "three", "four"], [], []).FindIn("one four two"));

    [Fact]
    public void Any_text_is_searched_without_an_error()
    {
        var chance = new Random(Seed: 7);
        var list = new Nowhere(["x y", "z"], ["a b"], ["a.b"]);

        for (var round = 0; round < 2_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, chance.Next(40)).Select(_ => (char)chance.Next(0x1_0000))]);
            var found = list.FindIn(text);
            Assert.True(found is null || text.Length > 0, $"round {round} of seed 7");
        }
    }

    private static Nowhere Words(string word) => new([word], [], []);

    private static Nowhere Domains() => new([], [], ["other.example", "acme.example"]);
}
