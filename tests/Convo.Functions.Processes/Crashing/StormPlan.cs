using System.Text.Json.Nodes;
using Convo.Functions.Benchmarks.Drive;

namespace Convo.Functions.Processes.Crashing;

/// <summary>
/// What is sent during the crashes. Most meetings only run a recipe whose condition doesn't hold; every tenth posts to one of many channels, because Slack
/// takes one message a second and channel; a few are known to the simulated Convo, so that facts are read too. They are few because Convo answers 500
/// calls an hour.
/// </summary>
internal sealed class StormPlan(IReadOnlyList<string> known, HookSigner signer)
{
    public const int Channels = 40;
    public const int KnownMeetings = 40;

    private const int PostsOneIn = 10;
    private const int KnownOneIn = 25;

    /// <summary>The events that say what is ready.</summary>
    public static readonly string[] Ready = ["conversation.keypoints.ready", "conversation.summary.ready", "conversation.action_items.ready"];

    /// <summary>The name of one of the channels.</summary>
    public static string Channel(int number) => $"storm-{number:D2}";

    /// <summary>The recipes: one that mostly has nothing to do, one that reads facts.</summary>
    public static IEnumerable<JsonObject> Recipes()
    {
        var steps = Enumerable.Range(0, Channels)
            .Select(channel => Benchmarks.Drive.Recipes.Post(
                $"post-{channel:D2}", "#" + Channel(channel), "{{event.title}} {{meeting.id}}",
                Benchmarks.Drive.Recipes.If("event.title", "is", $"to {Channel(channel)}")))
            .ToArray();
        yield return Benchmarks.Drive.Recipes.Make("created", "created", Benchmarks.Drive.Recipes.If("event.title", "starts-with", "to "), steps);
        yield return Benchmarks.Drive.Recipes.Make(
            "summary", "summary", null, Benchmarks.Drive.Recipes.Post("post", "#meetings", "{{meeting.id}}: {{#each actionItems}}{{item.text}} {{/each}}"));
    }

    /// <summary>A meeting that the simulated Convo knows.</summary>
    public static JsonObject KnownMeeting(int number) => new()
    {
        ["title"] = $"Known meeting {number}",
        ["minutes"] = 30,
        ["segments"] = new JsonArray(new JsonObject { ["text"] = "We meet.", ["speaker"] = "Alice" }),
        ["keypoints"] = new JsonObject { ["actionItems"] = new JsonArray(new JsonObject { ["item"] = $"Do number {number}", ["owner"] = "Alice" }) },
    };

    /// <summary>The event of a number.</summary>
    public StormEvent Event(int number)
    {
        var (name, conversation, title) = number % KnownOneIn == 0 && number / KnownOneIn < known.Count * Ready.Length
            ? (Ready[number / KnownOneIn % Ready.Length], known[number / KnownOneIn / Ready.Length], "known")
            : ("conversation.created", $"sess_storm_{number}", number % PostsOneIn == 1 ? $"to {Channel(number / PostsOneIn % Channels)}" : "nothing to do");
        var body = signer.Body(name, conversation, title);
        return new StormEvent(conversation, body, signer.Sign(body), HookSigner.Hash(body));
    }
}

/// <summary>One event on its way.</summary>
/// <param name="Conversation">The meeting it is about.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Signature">Their signature.</param>
/// <param name="Hash">The name of its row.</param>
internal sealed record StormEvent(string Conversation, byte[] Body, string Signature, string Hash);
