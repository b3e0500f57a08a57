using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Meetings;
using Xunit;

namespace Convo.Functions.Core.Tests.Calendars;

public sealed class TwoAccountsTests
{
    [Fact]
    public async Task The_same_event_has_other_insiders_in_another_account_with_other_domains()
    {
        var stage = new CalendarStage();
        stage.Calendar.Events.Add(Given.Event("evt_1", "Weekly sync", Given.Nine, "marit@acme.example", "kim@globex.example"));
        stage.Account = Given.Account(domains: "acme.example");
        await stage.SnapshotAsync();
        var ours = await stage.MeetAsync();

        stage.Clock.Now = Given.Nine.AddHours(-1);
        stage.Account = new Connection("globex", "convo", new Dictionary<string, string> { ["domains"] = "globex.example" }, 1);
        await stage.SnapshotAsync();
        var theirs = await stage.MeetAsync(key: MeetingKey.For("globex", "sess_1"));

        Assert.Equal(["marit@acme.example"], CalendarStage.Items(ours, "calendar.insiders", "email"));
        Assert.Equal(["kim@globex.example"], CalendarStage.Items(ours, "calendar.outsiders", "email"));
        Assert.Equal(["kim@globex.example"], CalendarStage.Items(theirs, "calendar.insiders", "email"));
        Assert.Equal(["marit@acme.example"], CalendarStage.Items(theirs, "calendar.outsiders", "email"));
    }
}
