using System.Text.Json;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Privacy;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Core.Tests.Recipes;
using Xunit;

namespace Convo.Functions.Core.Tests.Privacy;

public sealed class FirewallTests
{
    private static readonly IReadOnlySet<PrivacyClass> Nothing = new HashSet<PrivacyClass>();

    [Theory]
    [InlineData(Audience.Shared, "#team", true)]
    [InlineData(Audience.Outside, "guest@example.org", true)]
    [InlineData(Audience.Person, "D0OTHER", true)]
    [InlineData(Audience.Person, "D0OWNER", false)]
    [InlineData(Audience.Shared, "D0OWNER", true)]
    public void Feedback_goes_only_to_the_direct_message_that_an_admin_entered(Audience audience, string destination, bool isStopped)
    {
        var artefact = Of(audience, PrivacyClass.Coaching) with { Destination = destination };

        Assert.Equal(isStopped, Firewall.Judge(artefact, new PrivacyRules([], [], [], [new FeedbackPlace("acme", "D0OWNER")])) is not null);
    }

    [Theory]
    [InlineData(PrivacyClass.Schedule)]
    [InlineData(PrivacyClass.Content)]
    [InlineData(PrivacyClass.Verbatim)]
    [InlineData(PrivacyClass.People)]
    public void The_main_job_needs_no_calendar(PrivacyClass used)
    {
        var artefact = Firewall.Mark(Of(Audience.Shared, used), Nothing, FactSet.Empty);

        Assert.False(artefact.IsRestricted);
        Assert.Null(Firewall.Judge(artefact, PrivacyRules.None));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(null, true)]
    public void Nothing_goes_outside_unless_the_event_of_the_calendar_is_known(bool? isMatched, bool isStopped)
    {
        var facts = isMatched is { } flag
            ? new FactSet(Given.Facts(("calendar", Given.Facts(("matched", new FactValue.Flag(flag))))))
            : FactSet.Empty;
        var artefact = Firewall.Mark(Of(Audience.Outside, PrivacyClass.Schedule), Nothing, facts);

        Assert.Equal(isStopped, Firewall.Judge(artefact, PrivacyRules.None) is not null);
    }

    [Theory]
    [InlineData("x{{meeting.title}}", true)]
    [InlineData("{{meeting.title}}s", true)]
    [InlineData("{{meeting.title}}\u200Bs", true)]
    [InlineData("{{meeting.title}}{{keyPoints.title}}", true)]
    [InlineData("{{keyPoints.title}}{{meeting.title}}", true)]
    [InlineData("{{#each participants}}{{item}}{{/each}}", true)]
    [InlineData("see www{{account.name}}", true)]
    [InlineData("x{{keyPoints.title}}", false)]
    [InlineData("x{{#each participants}}{{/each}}", false)]
    public void What_a_template_glues_together_is_found_when_it_is_planned_and_when_a_rule_came_later(string text, bool isStopped)
    {
        var facts = new FactSet(Given.Facts(
            ("meeting", Given.Facts(("title", new FactValue.Text("Project Zeppelin")))),
            ("keyPoints", Given.Facts(("title", new FactValue.Text("Notes")))),
            ("account", Given.Facts(("name", new FactValue.Text("firma.example")))),
            ("participants", new FactValue.List([new FactValue.Text("Ben Adler"), new FactValue.Text("Ottilie Quersumme")]))));
        var rules = new PrivacyRules(["Zeppelin"], ["Ottilie Quersumme"], ["firma.example"], []);
        var step = Given.Step("a") with { Settings = JsonSerializer.SerializeToElement(new { channel = "#a", text }) };
        var shelf = new ActionShelf([new NoteAction("note")]);

        Assert.Equal(isStopped, Planned(rules).Stopped is not null);
        Assert.Equal(isStopped, Firewall.Judge(PlannedDelivery.Read(Planned(PrivacyRules.None).Content), rules) is not null);

        PlannedDelivery Planned(PrivacyRules known) =>
            Assert.Single(Assert.IsType<Plan.Deliver>(Plan.Make(Given.Recipe([step]), facts, shelf, known)).Deliveries);
    }

    [Fact]
    public void Feedback_that_is_only_named_counts_as_told()
    {
        var artefact = Firewall.Mark(Of(Audience.Shared, PrivacyClass.Content), new HashSet<PrivacyClass> { PrivacyClass.Coaching }, FactSet.Empty);

        Assert.Contains(PrivacyClass.Coaching, artefact.Classes);
        Assert.NotNull(Firewall.Judge(artefact, PrivacyRules.None));
    }

    [Theory]
    [InlineData("""{"channel":"#team","parts":[{"text":"about Falcon","blocks":[]}]}""")]
    [InlineData("""{"a":["x",{"b":"F\u0061lcon"}]}""")]
    [InlineData("""{"html":"<p>Fal<b>con</b></p>"}""")]
    [InlineData("""{"html":"&#70;alcon"}""")]
    [InlineData("""{"text":"https://wiki.example/F%61lcon"}""")]
    [InlineData("not JSON, and Falcon")]
    public void Every_text_of_a_body_is_read_however_it_is_wrapped_up(string body)
    {
        var stop = Firewall.Judge(Of(Audience.Person) with { Body = body }, new PrivacyRules(["Falcon"], [], [], []));

        Assert.Contains("word 1", stop!.Reason);
        Assert.DoesNotContain("falcon", stop.Reason + stop.Advice, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_words_of_a_format_are_nobody_s_words() =>
        Assert.Null(Firewall.Judge(Of(Audience.Shared) with { Body = """{"type":"section","text":"hello"}""" }, new PrivacyRules(["section"], [], [], [])));

    [Theory]
    [InlineData("to anna@acme.example", "", "domain 1")]
    [InlineData("#team", "Jane Roe said so", "person 1")]
    public void Destination_and_preview_are_read_too(string destination, string preview, string rule)
    {
        var artefact = Of(Audience.Shared) with { Destination = destination, Preview = preview };

        Assert.Contains(rule, Firewall.Judge(artefact, new PrivacyRules([], ["Jane Roe"], ["acme.example"], []))!.Reason);
    }

    [Fact]
    public void What_is_stored_of_an_artefact_is_judged_alike()
    {
        var artefact = Of(Audience.Outside, PrivacyClass.Content) with { IsRestricted = true };
        var read = PlannedDelivery.Read(PlannedDelivery.Of(Given.Step("a"), 0, [], artefact, PrivacyRules.None).Content);

        Assert.Equal((Audience.Outside, true), (read.Audience, read.IsRestricted));
        Assert.Equal(Firewall.Judge(artefact, PrivacyRules.None), Firewall.Judge(read, PrivacyRules.None));
    }

    private static Artefact Of(Audience audience, params PrivacyClass[] classes) => new("#team", "{}", "", classes.ToHashSet()) { Audience = audience };
}
