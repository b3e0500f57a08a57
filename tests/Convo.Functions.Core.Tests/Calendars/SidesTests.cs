using Convo.Functions.Core.Calendars;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class SidesTests
{
    private const string OpenToAll = "gmail.com";

    [Theory]
    [InlineData("marit@acme.example", true)]
    [InlineData("MARIT@ACME.EXAMPLE", true)]
    [InlineData("marit@eu.acme.example", true)]
    [InlineData("marit@acme.example.", true)]
    [InlineData("marit@notacme.example", false)]
    [InlineData("marit@acme.example.evil.example", false)]
    [InlineData("acme.example", false)]
    [InlineData("@acme.example", false)]
    [InlineData("marit@", false)]
    [InlineData("\"a@acme.example\"@evil.example", false)]
    [InlineData("", false)]
    public void Who_has_an_address_of_the_domain_or_below_it_is_inside(string address, bool isInside) =>
        Assert.Equal(isInside, Sides.Of(null, "anna@acme.example").IsInside(address));

    [Fact]
    public void Domains_that_a_person_set_take_the_place_of_the_accounts_own()
    {
        var sides = Sides.Of("acme.example; @Acme.test ,", $"anna@{OpenToAll}");

        Assert.Equal(["acme.example", "acme.test"], sides.Domains);
        Assert.True(sides.IsInside("x@acme.test"));
        Assert.True(sides.IsInside($"anna@{OpenToAll}"));
        Assert.False(sides.IsInside($"bob@{OpenToAll}"));
    }

    [Fact]
    public void Where_everybody_can_have_an_address_only_the_owner_is_inside()
    {
        var sides = Sides.Of(null, $"anna@{OpenToAll}");

        Assert.Empty(sides.Domains);
        Assert.True(sides.IsInside($"Anna@{OpenToAll}"));
        Assert.False(sides.IsInside($"bob@{OpenToAll}"));
    }

    [Fact]
    public void Where_nothing_is_known_everybody_is_outside() => Assert.False(Sides.Of(null, null).IsInside("marit@acme.example"));

    [Theory]
    [InlineData("acme.example", true)]
    [InlineData("acme.example, acme.test", true)]
    [InlineData("bücher.example", true)]
    [InlineData("anna@acme.example", false)]
    [InlineData("acme", false)]
    [InlineData("acme.example/x", false)]
    [InlineData("-acme.example", false)]
    [InlineData("*.acme.example", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData(" ", false)]
    public void A_setting_holds_domains_and_nothing_else(string setting, bool isValid) => Assert.Equal(isValid, AccountDomains.IsValid(setting));

    [Theory]
    [InlineData("Weekly sync #12", "weekly SYNC 13")]
    [InlineData("Jour fixe KW 20", "Jour fixe, KW21")]
    [InlineData("Sprint 14: planning", "Planning Sprint 15")]
    [InlineData("Review 2026-05-11", "Review 2026-05-18")]
    [InlineData("Süd-Runde", "Sued Runde")]
    public void Titles_that_only_count_on_are_of_one_series(string one, string other)
    {
        Assert.True(Series.IsSame(one, other), $"'{Series.Normalise(one)}' and '{Series.Normalise(other)}'");
        Assert.Equal(Series.HashOf("acme", one), Series.HashOf("acme", other));
        Assert.NotEqual(Series.HashOf("acme", one), Series.HashOf("other", one));
    }

    [Theory]
    [InlineData("Weekly sync", "Weekly sync sales")]
    [InlineData("#12", "#12")]
    [InlineData("", "")]
    public void Other_words_or_none_are_no_series(string one, string other) => Assert.False(Series.IsSame(one, other));
}
