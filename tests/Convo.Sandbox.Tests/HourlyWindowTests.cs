using System.Globalization;
using System.Net;
using Convo.Sandbox.Tests.Stage;

namespace Convo.Sandbox.Tests;

public sealed class HourlyWindowTests
{
    [Fact]
    public async Task The_five_hundred_and_first_call_of_an_hour_is_refused_with_the_seconds_to_wait()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var first = await sandbox.GetConvoAsync("/api/v1/user/profile");
        await sandbox.PostControlAsync("/clock", """{"advance":"PT30M"}""");
        for (var call = 2; call <= 500; call++)
        {
            var answer = await sandbox.GetConvoAsync("/api/v1/user/profile");
            Assert.Equal((500 - call).ToString(), answer.Headers["X-RateLimit-Remaining"]);
        }

        var refused = await sandbox.GetConvoAsync("/api/v1/user/profile");
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (refused.Status, refused.Error));
        Assert.Equal("500", refused.Headers["X-RateLimit-Limit"]);
        Assert.Equal("0", refused.Headers["X-RateLimit-Remaining"]);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 1800);
        Assert.InRange(
            long.Parse(refused.Headers["X-RateLimit-Reset"], CultureInfo.InvariantCulture),
            sandbox.Clock.GetUtcNow().ToUnixTimeSeconds(),
            long.Parse(first.Headers["X-RateLimit-Reset"], CultureInfo.InvariantCulture) + 5);

        // The window rolls: only the first call has left it by now.
        await sandbox.PostControlAsync("/clock", $$"""{"advance":"PT{{refused.Headers["Retry-After"]}}S"}""");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetConvoAsync("/api/v1/user/profile")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await sandbox.GetConvoAsync("/api/v1/user/profile")).Status);
    }

    [Fact]
    public async Task Errors_carry_the_headers_too_and_count()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal("499", (await sandbox.GetConvoAsync("/api/v1/conversations?limit=0")).Headers["X-RateLimit-Remaining"]);
        Assert.Equal("498", (await sandbox.GetConvoAsync("/api/v1/conversations/sess_a/transcript")).Headers["X-RateLimit-Remaining"]);
    }

    [Fact]
    public async Task A_call_with_a_wrong_key_does_not_count()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var refused = await sandbox.ConvoAsync(HttpMethod.Get, "/api/v1/conversations", key: "convo_wrong");

        Assert.False(refused.Headers.ContainsKey("X-RateLimit-Remaining"));
        Assert.Equal("499", (await sandbox.GetConvoAsync("/api/v1/conversations")).Headers["X-RateLimit-Remaining"]);
    }
}
