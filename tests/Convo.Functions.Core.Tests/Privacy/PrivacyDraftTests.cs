using Convo.Functions.Core.Privacy;
using Xunit;

namespace Convo.Functions.Core.Tests.Privacy;

public sealed class PrivacyDraftTests
{
    [Fact]
    public void Usual_rules_are_taken_as_they_are_written_without_space_around()
    {
        var draft = new PrivacyDraft(["Project Falcon ", "东", "B2"], ["Jane Roe", "jane@acme.example"], ["acme.example", "bücher.example"], []);

        Assert.Empty(draft.Check());
        Assert.Equal(["Project Falcon", "东", "B2"], draft.ToRules().Words);
    }

    [Theory]
    [InlineData("D0123456", "acme: D0123456", "acme")]
    [InlineData("acme:D0123456", "acme: D0123456", "acme", "dana")]
    [InlineData("dana : dana@acme.example", "dana: dana@acme.example", "acme", "dana")]
    public void Feedback_goes_to_one_persons_message_from_her_account_alone(string written, string place, params string[] accounts)
    {
        var draft = new PrivacyDraft([], [], [], [written]) { Accounts = accounts };

        Assert.Empty(draft.Check());
        var rules = draft.ToRules();
        Assert.Equal(place, Assert.Single(rules.FeedbackTo).ToString());
        Assert.Single(rules.For(place.Split(':')[0]).FeedbackTo);
        Assert.Empty(rules.For("somebody-else").FeedbackTo);
    }

    [Theory]
    [InlineData("D0123456")]
    [InlineData("D0123456", "acme", "dana")]
    [InlineData("gone: D0123456", "acme", "dana")]
    [InlineData("gone: D0123456", "acme")]
    [InlineData("acme:", "acme")]
    public void Where_it_is_not_clear_whose_feedback_it_is_that_is_a_problem(string written, params string[] accounts)
    {
        var problem = Assert.Single(new PrivacyDraft([], [], [], [written]) { Accounts = accounts }.Check());

        Assert.Equal("feedbackTo[0]", problem.Path);
        Assert.NotEmpty(problem.Advice);
    }

    [Theory]
    [InlineData("C++", "words[0]")]
    [InlineData("!!", "words[0]")]
    [InlineData("", "words[0]")]
    [InlineData(null, "words[0]")]
    [InlineData("two\nlines", "words[0]")]
    public void A_word_that_could_match_nothing_or_nearly_everything_is_a_problem(string? word, string path)
    {
        var problem = Assert.Single(new PrivacyDraft([word], [], [], []).Check());

        Assert.Equal(path, problem.Path);
        Assert.NotEmpty(problem.Advice);
    }

    [Theory]
    [InlineData("com")]
    [InlineData("@acme.example")]
    [InlineData("https://acme.example/")]
    [InlineData("acme example")]
    [InlineData("10.0.0.1")]
    public void What_is_no_domain_is_a_problem(string domain) => Assert.Equal("domains[0]", Assert.Single(new PrivacyDraft([], [], [domain], []).Check()).Path);

    [Fact]
    public void Lists_and_entries_are_bounded()
    {
        var many = Enumerable.Repeat<string?>("word", PrivacyDraft.MostEntries + 1).ToList();

        Assert.Equal("words", Assert.Single(new PrivacyDraft(many, [], [], []).Check()).Path);
        Assert.Equal("persons[0]", Assert.Single(new PrivacyDraft([], [new string('x', PrivacyDraft.LongestEntry + 1)], [], []).Check()).Path);
    }
}
