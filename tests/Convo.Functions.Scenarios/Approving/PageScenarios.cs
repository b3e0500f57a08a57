using System.Net;
using System.Text.Json.Nodes;
using Convo.Functions.Scenarios.Driving;
using Xunit;

namespace Convo.Functions.Scenarios.Approving;

/// <summary>The page behind a personal link, and the list for those who are signed in.</summary>
public abstract class PageScenarios(IProductHost host) : ApprovalScenario(host)
{
    private const string Yes = "decision=approve";
    private const string No = "decision=reject";

    [Fact]
    public async Task The_page_shows_what_would_go_out_and_looking_decides_nothing()
    {
        var waiting = await AskAsync();
        var link = await waiting.Asked.LinkAsync(Asked.Marit);

        for (var look = 0; look < 3; look++)
        {
            var (status, page, headers) = await OpenAsync(link);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("Call the carrier back", page, StringComparison.Ordinal);
            Assert.Contains(waiting.Meeting.Title, page, StringComparison.Ordinal);
            Assert.Contains(waiting.Posts, page, StringComparison.Ordinal);
            Assert.Contains(Asked.Marit, page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(("no-store", "same-origin"), (headers["Cache-Control"], headers["Referrer-Policy"]));
        }

        await StillWaitsAsync(waiting);
    }

    [Fact]
    public async Task What_was_approved_on_the_page_goes_out_and_the_link_is_used_up()
    {
        var waiting = await AskAsync();
        var link = await waiting.Asked.LinkAsync(Asked.Jonas);

        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(link, Yes)).Status);
        await WentOutAsync(waiting);
        var again = await DecideAsync(link, No);
        var look = await OpenAsync(link);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (again.Status, look.Status));
        Assert.Contains("approved already", look.Page, StringComparison.Ordinal);
        await WentOutAsync(waiting);
        Assert.Contains("jonas", (await waiting.Asked.MessageAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_rejected_on_the_page_does_not_go_out()
    {
        var waiting = await AskAsync();

        var answer = await DecideAsync(await waiting.Asked.LinkAsync(Asked.Marit), No);
        await Product.UntilEndedAsync(waiting.Conversation);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("You rejected it", answer.Page, StringComparison.Ordinal);
        Assert.Equal("cancelled", (await PostAsync(waiting)).State);
        Assert.Empty(await Product.MessagesAsync(waiting.Posts));
    }

    [Fact]
    public async Task A_link_for_an_earlier_text_decides_nothing()
    {
        var waiting = await AskAsync();
        var link = await waiting.Asked.LinkAsync(Asked.Marit);
        await Product.RefreshAsync(waiting.Conversation, waiting.Meeting.Refreshed("Sign the contract"));
        await Product.SettleAsync();

        var answer = await DecideAsync(link, Yes);

        Assert.Equal(HttpStatusCode.Gone, answer.Status);
        Assert.Contains("has changed", answer.Page, StringComparison.Ordinal);
        await StillWaitsAsync(waiting);
    }

    [Fact]
    public async Task A_link_that_came_too_late_or_is_unknown_says_what_to_do()
    {
        var waiting = await AskAsync();
        var link = await waiting.Asked.LinkAsync(Asked.Marit);
        await Product.UntilEndedAsync(waiting.Conversation);

        var late = await DecideAsync(link, Yes);
        var unknown = await OpenAsync(link[..^1] + (link[^1] is 'A' ? 'B' : 'A'));

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.NotFound), (late.Status, unknown.Status));
        Assert.Contains("Run the recipe again", late.Page, StringComparison.Ordinal);
        Assert.Contains("Ask for a new one", unknown.Page, StringComparison.Ordinal);
        Assert.Empty(await Product.MessagesAsync(waiting.Posts));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_site_cannot_decide_with_a_link(string header, string value)
    {
        var waiting = await AskAsync();

        var answer = await DecideAsync(await waiting.Asked.LinkAsync(Asked.Marit), Yes, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        await StillWaitsAsync(waiting);
    }

    [Fact]
    public async Task No_token_is_kept_logged_or_listed()
    {
        var waiting = await AskAsync();
        var link = await waiting.Asked.LinkAsync(Asked.Marit);
        await OpenAsync(link);
        await DecideAsync(link, "decision=perhaps");
        await DecideAsync(link, Yes);
        await WentOutAsync(waiting);
        var secret = link.Split('_', 2)[1];

        Assert.Empty(Product.Host.Witness.RowsOutside("none", secret));
        Assert.DoesNotContain(Product.Host.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(secret, (await Product.GetAnswerAsync("api/approvals")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_sees_what_waits_and_can_decide()
    {
        var waiting = await AskAsync();
        var listed = await ListedAsync(waiting);
        Assert.Contains("Call the carrier back", listed["preview"]!.ToString(), StringComparison.Ordinal);
        var path = $"api/approvals/{listed["id"]}";

        var wrong = await Product.PostAsync($"{path}/approve", new JsonObject { ["content"] = "another" });
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        await StillWaitsAsync(waiting);

        var right = await Product.PostAsync($"{path}/approve", new JsonObject { ["content"] = listed["content"]!.ToString() });
        Assert.Equal(HttpStatusCode.OK, right.Status);
        await WentOutAsync(waiting);
        var late = await Product.PostAsync($"{path}/reject", new JsonObject { ["content"] = listed["content"]!.ToString() });
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
    }

    [Fact]
    public async Task A_question_without_a_channel_is_decided_by_a_link_that_somebody_hands_on()
    {
        var meeting = A.Meeting();
        var posts = A.Channel();
        await Product.AddChannelAsync(posts);
        var recipe = A.RecipeFor(meeting).PostingTo($"#{posts}") with { Approve = new JsonObject { ["by"] = new JsonArray(Asked.Marit) } };
        await Product.PublishAsync(recipe);
        var conversation = await Product.PlayAsync(meeting);
        await Product.SettleAsync();
        var id = (await ApprovalsAsync()).Single(one => one!["recipe"]!.ToString() == recipe.Id)!["id"];

        var stranger = await Product.PostAsync($"api/approvals/{id}/link", new JsonObject { ["for"] = Asked.Priya });
        var made = await Product.PostAsync($"api/approvals/{id}/link", new JsonObject { ["for"] = Asked.Marit });
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (stranger.Status, made.Status));
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(new Uri(made.Json.GetProperty("url").GetString()!).AbsolutePath, Yes)).Status);
        await Product.SettleAsync();

        await OneMessageAsync(conversation, $"items of {meeting.Title}\n• Call the carrier back", posts);
    }

    private async Task<JsonArray> ApprovalsAsync() => JsonNode.Parse((await Product.GetAnswerAsync("api/approvals")).Text)!["items"]!.AsArray();

    private async Task<JsonNode> ListedAsync(Waiting waiting) => (await ApprovalsAsync()).Single(one => one!["recipe"]!.ToString() == waiting.Recipe)!;

    private Task<(HttpStatusCode Status, string Page, Dictionary<string, string> Headers)> OpenAsync(string link) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, link));

    private Task<(HttpStatusCode Status, string Page, Dictionary<string, string> Headers)> DecideAsync(
        string link, string form, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, link)
        {
            Content = new StringContent(form, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded"),
        };

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return SendAsync(request);
    }

    private async Task<(HttpStatusCode Status, string Page, Dictionary<string, string> Headers)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await Product.AsStrangerAsync(request);
            var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Product.Bound)), headers);
        }
    }
}
