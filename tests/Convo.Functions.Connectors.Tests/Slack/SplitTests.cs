using System.Text.Json;
using Convo.Functions.Connectors.Slack;
using Convo.Functions.Connectors.Tests.Stage;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Templates;

namespace Convo.Functions.Connectors.Tests.Slack;

public sealed class SplitTests
{
    [Fact]
    public void Pieces_are_the_text_and_no_cut_is_inside_a_sign()
    {
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var text = SlackText.Destination.Escape(RandomText.Of(seed, 200)) + "<https://example.org/a|label>" + RandomText.Of(-seed - 1).Replace("\ud83d",
                "").Replace("\ude00", "");
            var limit = 40 + (seed % 60);
            var pieces = MrkdwnSplit.Pieces(text, limit);
            Assert.True(string.Concat(pieces) == text, $"seed {seed}");

            foreach (var piece in pieces)
            {
                Assert.True(piece.Length is > 0 && piece.Length <= limit, $"seed {seed}: {piece.Length}");
            }

            var at = 0;

            foreach (var piece in pieces.SkipLast(1))
            {
                at += piece.Length;
                Assert.True(MayCut(text, at), $"seed {seed}: cut at {at} of {JsonSerializer.Serialize(text)}");
            }
        }
    }

    [Fact]
    public void A_cut_is_at_the_end_of_a_line_where_one_is_near_else_at_a_word()
    {
        Assert.Equal(["one two\n", "three four"], MrkdwnSplit.Pieces("one two\nthree four", 12));
        Assert.Equal(["one two ", "threefour"], MrkdwnSplit.Pieces("one two threefour", 12));
        Assert.Equal(["abcdefghijkl", "mno"], MrkdwnSplit.Pieces("abcdefghijklmno", 12));
    }

    [Fact]
    public void A_letter_with_endless_accents_does_not_stop_the_split()
    {
        var text = "e" + new string('\u0301', 10_000);
        Assert.Equal(text, string.Concat(MrkdwnSplit.Pieces(text, 100)));
    }

    [Fact]
    public void A_code_block_that_is_cut_is_closed_and_opened_again()
    {
        var pieces = CodeFences.Mend(["a ```x\n", "y\n", "z``` b"]).ToList();

        Assert.Equal(["a ```x\n\n```", "```\ny\n\n```", "```\nz``` b"], pieces);
        Assert.All(pieces, piece => Assert.Equal(0, (piece.Split("```").Length - 1) % 2));
    }

    [Theory]
    [InlineData(2_992, 1)]
    [InlineData(2_993, 2)]
    [InlineData(3_001, 2)]
    public void A90_a_section_holds_no_more_than_3000_characters(int length, int sections) =>
        Assert.Equal(sections, SlackLayout.Sections(new string('x', length)).Count());

    [Fact]
    public void A90_a_long_headline_is_shortened_to_150_characters_at_a_whole_sign()
    {
        var header = SlackLayout.Header(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 60)))!.Text!.Text;

        Assert.True(header.Length <= 150);
        Assert.EndsWith("👧…", header);
    }

    [Fact]
    public async Task A90_every_random_document_keeps_to_the_limits_and_loses_nothing()
    {
        await using var stage = await SlackStage.StartAsync();

        for (var seed = 1; seed <= 60; seed++)
        {
            var dice = new Random(seed);
            var items = Enumerable.Range(0, dice.Next(1, 200)).Select(n => RandomText.Of((seed * 1_000) + n, 300)).ToList();
            var scope = new RenderScope(Known.Items(items), TimeZoneInfo.Utc);
            const string source = "*Items*\n{{#each actionItems}}• {{item.text}}\n{{/each}}";
            var rendered = Template.Parse(source).Template!.Render(scope, SlackText.Destination);
            var document = SlackDocument.Read(stage.Action.Render(SlackStage.Settings(new("#meetings", source)), scope).Body)!;

            foreach (var part in document.Parts)
            {
                Assert.InRange(part.Blocks.Count, 1, 50);
                Assert.All(part.Blocks, block => Assert.InRange((block.Text ?? block.Elements![0]).Text.Length, 1, 3_000));
                Assert.True(part.Text.Length + part.Blocks.Sum(SlackLayout.Weight) <= SlackLayout.MostWeight, $"seed {seed}");
                Assert.InRange(part.Text.Length, 1, 4_000);
            }

            var shown = string.Concat(document.Parts.SelectMany(part => part.Blocks).Where(block => block.Type == "section").Select(block => block.Text!.Text));
            Assert.True(Solid(shown) == Solid(rendered.Text), $"seed {seed}");
            Assert.Equal(rendered.Cut, document.Parts[^1].Blocks[^1].Type == "context");
        }
    }

    // Pieces of nothing but space are left out.
    private static string Solid(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static bool MayCut(string text, int at)
    {
        if (char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]))
        {
            return false;
        }

        var open = text.LastIndexOf('&', at - 1, Math.Min(at, 4));
        var insideEntity = open >= 0 && new[] { "&amp;", "&lt;", "&gt;" }.Any(entity => string.CompareOrdinal(text, open, entity, 0, entity.Length) == 0
            && open + entity.Length > at);
        var token = text.IndexOf("<https://example.org/a|label>", StringComparison.Ordinal);
        return !insideEntity && !(at > token && at < token + "<https://example.org/a|label>".Length);
    }
}
