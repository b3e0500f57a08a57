using System.Net;
using System.Text.Json;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.HostStandIn.Outsiders;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Functions;

/// <summary>
/// Whoever tries to reach the triggers' paths from outside gets nothing done, by none of the tricks that were tried on the real host: a meeting waits whose
/// hint is lost, and every request carries that hint as the host would send it.
/// </summary>
public abstract class OutsiderScenarios(FunctionsHost host) : Scenario(host)
{
    [Fact]
    public async Task No_trick_from_outside_makes_a_trigger_act()
    {
        var meeting = A.Meeting();
        host.Hints.AreLost = true;
        var conversation = await Product.PlayAsync(meeting);
        var lost = host.Hints.Lost;
        var requests = new SecurityRequests(EnvelopeFor(conversation));
        var opened = new List<string>();
        foreach (var row in SecurityTable.Rows)
        {
            using var client = await RawClient.ConnectAsync(host.Address, Product.Bound);
            var answer = await client.AskAsync(requests.For(Ours(row)), Product.Bound);
            if (IsOfATrigger(host.Reaches(row)) && !answer.StartsWith("HTTP/1.1 404 ", StringComparison.Ordinal))
            {
                opened.Add($"{row.Request}: {answer.Split('\r')[0]}");
            }
        }

        Assert.Empty(opened);
        Assert.Empty((await Product.MeetingAsync(conversation)).Runs);
        Assert.Equal(lost, host.Hints.Lost);

        // The same hint from the host itself is followed: the next sweep sends it.
        host.Hints.AreLost = false;
        await Product.UntilEndedAsync(conversation);
        await OneMessageAsync(conversation, meeting.Rendered);
    }

    [Fact]
    public async Task The_pages_and_the_api_answer_under_the_host_as_alone()
    {
        Assert.Equal(HttpStatusCode.OK, (await Product.GetAnswerAsync("api/health")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Product.GetAnswerAsync("app/")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Product.GetAnswerAsync("work")).Status);
    }

    // The app that was recorded had a shorter name for it.
    private static SecurityRow Ours(SecurityRow row) => row with { Request = row.Request.Replace("/poison", "/work-poison", StringComparison.Ordinal) };

    private static bool IsOfATrigger(Reached reached) =>
        reached.Received?.Split(' ')[1].Split('?')[0].Trim('/').ToLowerInvariant() is "work" or "poison" or "sweep" or "poll";

    private string EnvelopeFor(string conversation)
    {
        var hint = new WorkItem(WorkKind.Advance, MeetingKey.For(host.Convo, conversation).Text).Encode();
        return JsonSerializer.Serialize(new { Data = new { msg = JsonSerializer.Serialize(hint) }, Metadata = new { DequeueCount = "1" } });
    }
}
