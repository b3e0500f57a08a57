using Convo.Functions.Core.Privacy;
using Xunit;

namespace Convo.Functions.Core.Tests.Privacy;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Falcon", "falcon")]
    [InlineData("FALCON", "falcon")]
    [InlineData("Müller-Lüdenscheidt", "muller ludenscheidt")]
    [InlineData("mu\u0308ller", "muller")]
    [InlineData("Łódź Ångström Đà Nẵng", "lodz angstrom da nang")]
    [InlineData("Straße ŒUVRE ﬁnal", "strasse oeuvre final")]
    [InlineData("ＦＡＬＣＯＮ　９", "falcon 9")]
    [InlineData("𝐅𝒶𝔩𝕔𝙤𝚗 Ⓕⓐlⓒⓞⓝ 🄵🅰🅻🄲🄾🄽 ⒡", "falcon falcon falcon f")]
    [InlineData("Fal\u200Bc\u2060o\u00ADn\uFEFF F\u202Ealcon \u3164Falcon", "falcon falcon falcon")]
    [InlineData("F\u0336a\u0336lcon", "falcon")]
    [InlineData("falcon_heavy/falcon's;falcon", "falcon heavy falcon s falcon")]
    [InlineData("Ｐｒｏｊｅｃｔ—Falcon\n\tＸ", "project falcon x")]
    [InlineData("Ωμέγα ΏΜΈΓΑ", "ωμεγα ωμεγα")]
    [InlineData("Йод ёлка", "иод елка")]
    [InlineData("٣ 三つ", "3 三 つ")]
    [InlineData("東京タワー", "東 京 タ ワ ー")]
    [InlineData("", "")]
    [InlineData("…!? 🎉", "")]
    public void Case_marks_width_and_invisible_characters_do_not_count(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Folding.WordsOfText(text).Plain));

    [Theory]
    [InlineData("F\u0430lcon", "falcon")]
    [InlineData("\u0424alcon", "\u0444alcon")]
    [InlineData("FALC\u041EN", "falcon")]
    [InlineData("\u0391\u0392\u0395\u0397", "abeh")]
    [InlineData("\u03B7\u03BF", "no")]
    [InlineData("Fa1c0n", "falcon")]
    [InlineData("10", "10")]
    [InlineData("ꜰᴀʟᴄᴏɴ", "falcon")]
    [InlineData("\u0441\u043E\u0440\u0443", "copy")]
    [InlineData("\u043E\u0301\u0435", "oe")]
    public void Letters_count_as_what_they_look_like_too(string text, string look) =>
        Assert.Equal(look, string.Join(' ', Folding.WordsOfText(text).Look));

    [Fact]
    public void A_rule_s_own_digits_are_digits() => Assert.Equal("a1", Assert.Single(Folding.WordsOfRule("A1").Look));

    [Fact]
    public void Every_letter_in_the_table_folds_to_plain_ones_that_fold_to_themselves()
    {
        Assert.All(LetterTable.Plain, entry => Assert.All(entry.Value.EnumerateRunes(), rune => Assert.False(LetterTable.Plain.ContainsKey(rune))));
        Assert.All(LetterTable.LooksLike, entry => Assert.True(char.IsAsciiLetterLower(entry.Value)));
        Assert.InRange(LetterTable.Plain.Count, 500, 700);
    }
}
