using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Convo.Functions.Scenarios.Driving;

/// <summary>A question for approval in a channel, and the people before it.</summary>
public sealed class Asked(Product product, string channel)
{
    public const string Approve = "convo_approve";
    public const string Reject = "convo_reject";
    public const string Page = "convo_page";
    public const string Marit = "marit@sandbox.example";
    public const string Jonas = "jonas@sandbox.example";
    public const string Priya = "priya@sandbox.example";

    /// <summary>The one message that asks.</summary>
    public async Task<MessageTold> MessageAsync() => Assert.Single(await product.MessagesAsync(channel));

    /// <summary>Whether the message has buttons.</summary>
    public static bool IsOpen(MessageTold message) => message.Blocks!.Value.EnumerateArray().Any(block => block.GetProperty("type").GetString() is "actions");

    /// <summary>Presses a button; the other members say what else is odd about it.</summary>
    public async Task<PressTold> PressAsync(string action, string user, JsonObject? odd = null)
    {
        var wish = new JsonObject
        {
            ["channel"] = channel,
            ["ts"] = (await MessageAsync()).Ts,
            ["action"] = action,
            ["user"] = user,
        };

        foreach (var (name, value) in odd ?? [])
        {
            wish[name] = value?.DeepClone();
        }

        return (await product.SandboxAsync("slack/press", wish)).Deserialize<PressTold>(JsonSerializerOptions.Web)!;
    }

    /// <summary>What a person was told after a press, and nobody else.</summary>
    public async Task<string> ToldAsync(PressTold press)
    {
        while (true)
        {
            var replies = (await product.ControlAsync("slack/replies")).GetProperty("replies").EnumerateArray();

            if (replies.LastOrDefault(reply => reply.GetProperty("press").GetString() == press.Press) is { ValueKind: JsonValueKind.Object } last)
            {
                return last.GetProperty("text").GetString()!;
            }

            product.Bound.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Everything that was told to anybody about presses of this question.</summary>
    public async Task<IReadOnlyList<string>> EverythingToldAsync() =>
        [.. (await product.ControlAsync("slack/replies")).GetProperty("replies").EnumerateArray()
            .Where(reply => reply.GetProperty("channel").GetString() == channel)
            .Select(reply => reply.GetProperty("text").GetString()!)];

    /// <summary>The personal link that a person gets by a press.</summary>
    public async Task<string> LinkAsync(string user)
    {
        var told = await ToldAsync(await PressAsync(Page, user));
        var start = told.IndexOf('<', StringComparison.Ordinal) + 1;
        return new Uri(told[start..told.IndexOf('|', StringComparison.Ordinal)]).AbsolutePath;
    }

    /// <summary>The value that the buttons carry now.</summary>
    public async Task<string> ValueAsync() => (await MessageAsync()).Blocks!.Value.EnumerateArray()
        .Single(block => block.GetProperty("type").GetString() is "actions").GetProperty("elements")[0].GetProperty("value").GetString()!;
}

/// <summary>What the app answered to a press.</summary>
public sealed record PressTold(string Press, int? Status, string Body);
