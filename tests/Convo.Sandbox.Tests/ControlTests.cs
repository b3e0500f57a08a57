using System.Net;
using System.Text;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class ControlTests
{
    [Theory]
    [InlineData("/meetings", "", "JSON")]
    [InlineData("/meetings", "{", "JSON")]
    [InlineData("/meetings", "null", "JSON object")]
    [InlineData("/meetings", "[]", "JSON")]
    [InlineData("/meetings", "{}", "either scenario")]
    [InlineData("/meetings", """{"scenario":"weekly-sync","meeting":{}}""", "either scenario")]
    [InlineData("/meetings", """{"scenario":"weekly-sink"}""", "weekly-sync")]
    [InlineData("/meetings", """{"scenario":7}""", "$.scenario")]
    [InlineData("/meetings", """{"meeting":{"minutes":0}}""", "minutes")]
    [InlineData("/meetings", """{"meeting":{"minutes":1e400}}""", "minutes")]
    [InlineData("/meetings", """{"meeting":{"start":"soon"}}""", "start")]
    [InlineData("/meetings", """{"meeting":{"start":"0001-01-01T00:00:00Z"}}""", "start")]
    [InlineData("/meetings", """{"meeting":{"segments":[{"speaker":"You"}]}}""", "segments[0]")]
    [InlineData("/meetings", """{"meeting":{"segments":[null]}}""", "segments[0]")]
    [InlineData("/meetings", """{"meeting":{"segments":[{"text":"x","timestamp":"x"}]}}""", "segments[0].timestamp")]
    [InlineData("/meetings", """{"meeting":{"title":"\ud800"}}""", "title")]
    [InlineData("/meetings", """{"meeting":{"keypoints":[]}}""", "keypoints")]
    [InlineData("/meetings", """{"meeting":{"keypoints":{"actionItems":[{"owner":"x"}]}}}""", "actionItems")]
    [InlineData("/meetings", """{"meeting":{"keypoints":{"sections":[{"heading":"x"}]}}}""", "sections")]
    [InlineData("/meetings", """{"meeting":{"keypoints":{"decisions":[1]}}}""", "decisions")]
    [InlineData("/meetings", """{"meeting":{"keypoints":{"mood":"\udc00"}}}""", "Unicode")]
    [InlineData("/meetings", """{"scenario":"weekly-sync","events":["conversation.exploded"]}""", "conversation.created")]
    [InlineData("/meetings", """{"scenario":"weekly-sync","events":["conversation.feedback.ready"]}""", "overallScore")]
    [InlineData("/meetings", """{"scenario":"weekly-sync","events":[{"event":"webhook.test","data":7}]}""", "data")]
    [InlineData("/faults", "{}", "fault must be one of")]
    [InlineData("/faults", """{"fault":"explode","target":"convo"}""", "fault must be one of")]
    [InlineData("/faults", """{"fault":"drop"}""", "target")]
    [InlineData("/faults", """{"fault":"drop","target":"/control"}""", "target")]
    [InlineData("/faults", """{"fault":"drop","target":"/"}""", "target")]
    [InlineData("/faults", """{"fault":"double","target":"slack"}""", "webhook")]
    [InlineData("/faults", """{"fault":"html","target":"webhook"}""", "webhook")]
    [InlineData("/faults", """{"fault":"drop","target":"convo","probability":1.5}""", "probability")]
    [InlineData("/faults", """{"fault":"drop","target":"convo","count":0}""", "count")]
    [InlineData("/faults", """{"fault":"delay","target":"convo","duration":"5s"}""", "duration")]
    [InlineData("/faults", """{"fault":"delay","target":"convo","duration":"-PT5S"}""", "duration")]
    [InlineData("/faults", """{"fault":"drop","target":"convo","when":"never"}""", "$.when")]
    [InlineData("/faults", """{"faults":[{"fault":"drop","target":"convo"},null]}""", "fault must be one of")]
    [InlineData("/clock", "{}", "either advance")]
    [InlineData("/clock", """{"advance":"PT1H","set":"2027-01-01T00:00:00Z"}""", "either advance")]
    [InlineData("/clock", """{"advance":"-PT1H"}""", "use set")]
    [InlineData("/clock", """{"advance":"P99999999D"}""", "advance")]
    [InlineData("/clock", """{"set":"9999-12-31T23:59:59Z"}""", "set")]
    [InlineData("/clock", """{"set":"2027-02-30T00:00:00Z"}""", "set")]
    [InlineData("/slack", """{"channel":"Has Spaces"}""", "channel")]
    [InlineData("/slack", """{"channel":"#meetings"}""", "exists")]
    [InlineData("/slack", "{}", "channel")]
    public async Task Rubbish_is_refused_and_the_message_says_what_is_wrong(string path, string body, string hint)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostControlAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(hint, answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["pagination"]!["total"]!);
        Assert.Empty((await sandbox.GetControlAsync("/faults")).Json["faults"]!.AsArray());
    }

    [Theory]
    [InlineData("/meetings/sess_none/keypoints", """{"keypoints":{}}""")]
    [InlineData("/meetings/sess_none/events", """{"events":["conversation.created"]}""")]
    public async Task A_meeting_that_was_not_played_is_not_found(string path, string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.PostControlAsync(path, body)).Status);
    }

    [Theory]
    [InlineData("keypoints", "{}", "keypoints is required")]
    [InlineData("keypoints", """{"keypoints":7}""", "object")]
    [InlineData("events", "{}", "events is required")]
    [InlineData("events", """{"events":[]}""", "events is required")]
    [InlineData("events", """{"events":["x"]}""", "names out of")]
    public async Task Rubbish_for_a_played_meeting_changes_nothing(string what, string body, string hint)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var id = await sandbox.PlayAsync();
        var before = (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Text;

        var answer = await sandbox.PostControlAsync($"/meetings/{id}/{what}", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(hint, answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, (await sandbox.GetConvoAsync($"/api/v1/conversations/{id}/keypoints")).Text);
    }

    [Fact]
    public async Task A_channel_can_be_added_and_posted_to()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        await sandbox.PostControlAsync("/slack", """{"channel":"#launch"}""");
        await sandbox.PostControlAsync("/slack", """{"channel":"closed","member":false}""");

        Assert.Null((await sandbox.SlackAsync("chat.postMessage", new { channel = "#launch", text = "x" })).Error);
        Assert.Equal("not_in_channel", (await sandbox.SlackAsync("chat.postMessage", new { channel = "#closed", text = "x" })).Error);
        Assert.Single((await sandbox.GetControlAsync("/slack/messages?channel=launch")).Json["messages"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.GetControlAsync("/slack/messages?channel=%23nowhere")).Status);
        Assert.Contains("\"name\":\"launch\"", (await sandbox.GetControlAsync("/slack/channels")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    public async Task A_page_of_another_site_cannot_use_the_control_api(string header, string value)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        foreach (var path in new[] { "/control/meetings", "/CONTROL/meetings" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("""{"scenario":"weekly-sync"}""", Encoding.UTF8) };
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await sandbox.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal(0, (int)(await sandbox.GetConvoAsync("/api/v1/conversations")).Json["pagination"]!["total"]!);
    }

    [Fact]
    public async Task An_embedding_program_finds_keys_and_addresses_that_work()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var http = new HttpClient();
        using var convo = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "api/v1/conversations"));
        convo.Headers.Add("Authorization", "Bearer " + SandboxServer.ConvoApiKey);
        using var slack = new HttpRequestMessage(HttpMethod.Post, new Uri(server.SlackAddress, "auth.test"));
        slack.Headers.Add("Authorization", "Bearer " + SandboxServer.SlackBotToken);

        using var page = await http.SendAsync(convo);
        using var who = await http.SendAsync(slack);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("""{"ok":true""", await who.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_come_from_the_seed()
    {
        await using var one = await TestSandbox.StartAsync();
        await using var two = await TestSandbox.StartAsync();
        await using var other = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);

        Assert.Equal(await one.PlayAsync(), await two.PlayAsync());
        Assert.NotEqual(TestSandbox.Seed, other.Seed);
    }

    [Fact]
    public async Task The_sandbox_listens_on_loopback_and_says_when_its_port_is_taken()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(IPAddress.Loopback.ToString(), sandbox.Address.Host);
        await Assert.ThrowsAsync<IOException>(() =>
            SandboxServer.StartAsync(new SandboxOptions { Port = sandbox.Address.Port }, CancellationToken.None));
    }
}
