using System.Text.Json.Nodes;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Operations;

/// <summary>Every operation over every answer that is documented for it, in both generations of the documentation where they differ.</summary>
public sealed class OperationReadingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> Ids => Operation.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_value_of_a_documented_answer_is_lost(string id)
    {
        var operation = Operation.Find(id);

        foreach (var answer in operation.Answers)
        {
            var read = await ReadAsync(operation, answer);

            Assert.Empty(Leaves.Missing(Leaves.OfJson(JsonNode.Parse(answer)), Leaves.OfValue(read)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Members_that_nobody_knows_change_nothing_wherever_they_stand(string id)
    {
        var operation = Operation.Find(id);

        foreach (var answer in operation.Answers)
        {
            var grown = JsonNode.Parse(answer)!;
            Objects(grown).ToList().ForEach(AddUnknown);

            Assert.Equal(Leaves.OfValue(await ReadAsync(operation, answer)), Leaves.OfValue(await ReadAsync(operation, grown.ToJsonString())));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Any_member_may_be_missing_or_null_without_losing_the_rest(string id)
    {
        var operation = Operation.Find(id);

        foreach (var answer in operation.Answers)
        {
            var paths = Objects(JsonNode.Parse(answer)!).SelectMany(one => one.Select(member => PathOf(one, member.Key)))
                .Where(path => path != "data" && path != operation.Needs).ToList();
            var fewer = paths.SelectMany(path => new[] { Without(answer, path, isNull: false), Without(answer, path, isNull: true) }).ToList();
            await using var convo = await ScriptedConvo.StartAsync([.. fewer.Select(body => Answer.Ok(body))]);

            foreach (var body in fewer)
            {
                var read = await operation.CallAsync(convo.Client(), None);

                Assert.Empty(Leaves.Missing(KeptOf(operation, JsonNode.Parse(body)!), Leaves.OfValue(read)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Without_data_and_with_the_one_member_missing_that_matters_an_answer_is_a_failure(string id)
    {
        var operation = Operation.Find(id);
        var broken = operation.Needs is { } needed ? new[] { "data", needed } : ["data"];

        foreach (var body in broken.Select(path => Without(operation.Answers.First(), path, isNull: false)))
        {
            // A page of a list without its rows is a page without rows; see the tests of paging.
            if (id == "listConversations")
            {
                Assert.Empty(((ConversationPage)await ReadAsync(operation, body.Replace("{\"pagination\"", "{\"data\":[],\"pagination\""))).Conversations);
            }

            var failure = await Assert.ThrowsAsync<ConvoApiException>(() => ReadAsync(operation, body));
            Assert.Equal(ConvoFailure.Unreadable, failure.Failure);
        }
    }

    private static async Task<object> ReadAsync(Operation operation, string body)
    {
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(body));
        return await operation.CallAsync(convo.Client(), None);
    }

    // An event without an id is left out whole, as nothing can be said of it twice.
    private static IReadOnlyList<string> KeptOf(Operation operation, JsonNode body) => operation.Id == "listCalendarEvents"
        ? [.. body["data"]!.AsArray().Where(one => one!["id"] is not null).SelectMany(Leaves.OfJson)]
        : Leaves.OfJson(body);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Objects(member.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };

    private static void AddUnknown(JsonObject one)
    {
        one.Insert(0, "newAtTheStart", JsonNode.Parse("""{"deep":[1,{"title":"not this one"}]}"""));
        one.Add("newAtTheEnd", "not this one");
    }

    private static string PathOf(JsonObject one, string member) => $"{one.GetPath()}.{member}"["$.".Length..];

    private static string Without(string answer, string path, bool isNull)
    {
        var document = JsonNode.Parse(answer)!;
        var parent = Objects(document).Single(one => one.Any(member => PathOf(one, member.Key) == path));
        var name = parent.Single(member => PathOf(parent, member.Key) == path).Key;
        parent.Remove(name);

        if (isNull)
        {
            parent.Add(name, null);
        }

        return document.ToJsonString();
    }
}
