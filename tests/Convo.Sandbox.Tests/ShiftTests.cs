using System.Net;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

/// <summary>Offset paging moves when meetings come in or go between two pages: the fault <c>shift</c>.</summary>
public sealed class ShiftTests
{
    [Fact]
    public async Task A_row_that_came_in_makes_the_next_page_repeat_one_and_the_total_grow()
    {
        await using var sandbox = await SixAsync("""{"fault":"shift","target":"/api/v1/conversations"}""");

        var (first, total) = await PageAsync(sandbox, 0);
        var (second, moved) = await PageAsync(sandbox, 3);

        Assert.Equal((6, 7), (total, moved));
        Assert.Equal(["Five", "Four", "Three"], first);
        Assert.Equal(["Three", "Two", "One"], second);
    }

    [Fact]
    public async Task A_row_that_has_gone_makes_the_next_page_skip_one()
    {
        await using var sandbox = await SixAsync("""{"fault":"shift","target":"convo","rows":-1,"count":1}""");

        var (_, _) = await PageAsync(sandbox, 0);
        var (second, total) = await PageAsync(sandbox, 3);
        var (again, _) = await PageAsync(sandbox, 3);

        Assert.Equal(5, total);
        Assert.Equal(["One", "Zero"], second);
        Assert.Equal(["Two", "One", "Zero"], again);
        Assert.Equal(1, (int)(await sandbox.GetControlAsync("/faults")).Json["faults"]![0]!["struck"]!);
    }

    [Theory]
    [InlineData("""{"fault":"shift","target":"slack"}""")]
    [InlineData("""{"fault":"shift","target":"webhook"}""")]
    [InlineData("""{"fault":"shift","target":"/api/v1/webhooks"}""")]
    [InlineData("""{"fault":"shift","target":"convo","rows":0}""")]
    [InlineData("""{"fault":"shift","target":"convo","rows":101}""")]
    public async Task A_shift_goes_with_the_list_alone(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = await sandbox.PostControlAsync("/faults", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("shift", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_fault_can_be_taken_away_and_the_others_stay()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.FaultAsync("""{"faults":[{"fault":"500","target":"convo"},{"fault":"429","target":"slack"}]}""");
        var id = (int)(await sandbox.GetControlAsync("/faults")).Json["faults"]![0]!["id"]!;

        var left = await sandbox.ControlAsync(HttpMethod.Delete, $"/faults/{id}");

        Assert.Equal(["429"], left.Json["faults"]!.AsArray().Select(one => (string?)one!["fault"]));
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.ControlAsync(HttpMethod.Delete, $"/faults/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetConvoAsync("/api/v1/user/profile")).Status);
    }

    private static async Task<TestSandbox> SixAsync(string fault)
    {
        var sandbox = await TestSandbox.StartAsync();
        foreach (var (title, hour) in new[] { "Zero", "One", "Two", "Three", "Four", "Five" }.Select((title, hour) => (title, hour)))
        {
            await sandbox.PlayAsync($$$"""{"hold":true,"meeting":{"title":"{{{title}}}","start":"2026-05-11T1{{{hour}}}:00:00Z"}}""");
        }

        await sandbox.FaultAsync(fault);
        return sandbox;
    }

    private static async Task<(IReadOnlyList<string?> Titles, int Total)> PageAsync(TestSandbox sandbox, int offset)
    {
        var page = (await sandbox.GetConvoAsync($"/api/v1/conversations?limit=3&offset={offset}")).Json;
        return ([.. page["data"]!.AsArray().Select(row => (string?)row!["title"])], (int)page["pagination"]!["total"]!);
    }
}
