using System.Reflection;
using Convo.Client.Tests.Wire;

namespace Convo.Client.Tests.Operations;

/// <summary>The table that the other tests of all operations stand on is whole, so that no operation is forgotten.</summary>
public sealed class OperationTableTests
{
    // Each is made of operations that are in the table.
    private static readonly string[] MadeOfOthers =
    [
        nameof(ConvoClient.GetOrGenerateKeypointsAsync),
        nameof(ConvoClient.GetOrGenerateFeedbackAsync),
        nameof(ConvoClient.ListConversationPagesAsync),
        nameof(ConvoClient.ListAllConversationsAsync),
    ];

    public static TheoryData<string> Ids => Operation.Ids;

    [Fact]
    public void The_client_has_the_17_operations_of_the_description_and_no_other()
    {
        Assert.Equal(17, Operation.All.Count);
        Assert.Equal(
            Description.All.Select(operation => operation.Id).Order(StringComparer.Ordinal),
            Operation.All.Select(operation => operation.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_call_of_the_client_is_in_the_table_or_made_of_those_that_are()
    {
        var calls = typeof(ConvoClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name);

        Assert.Equal(
            calls.Order(StringComparer.Ordinal),
            Operation.All.Select(operation => operation.Calls).Concat(MadeOfOthers).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_call_is_the_method_and_the_path_of_the_description_with_the_key_and_a_body_only_where_one_is_taken(string id)
    {
        var (operation, description) = (Operation.Find(id), Description.Of(id));
        await using var convo = await ScriptedConvo.StartAsync(Answer.Ok(operation.Answers.First()));

        await operation.CallAsync(convo.Client(), CancellationToken.None);

        var asked = Assert.Single(convo.Asked);
        var name = description.Path.StartsWith("/api/v1/conversations/", StringComparison.Ordinal) ? "sess_1" : "wh_1";
        Assert.Equal($"{description.Method} {description.Path.Replace("{id}", name)}", asked.ToString().Split('?')[0]);
        Assert.Equal("Bearer " + ScriptedConvo.Key, asked.Authorization);
        Assert.Equal(description.HasBody, asked.Body.Length > 0);
        Assert.Equal(description.HasBody ? "application/json" : null, asked.ContentType);
    }
}
