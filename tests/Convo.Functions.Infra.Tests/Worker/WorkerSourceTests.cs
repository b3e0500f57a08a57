using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Convo.Functions.Infra.Tests.Worker;

/// <summary>The isolated worker has the functions of the function app. It is read as text, because its packages can't be had everywhere.</summary>
public sealed class WorkerSourceTests
{
    private const string Folder = "src/Convo.Functions.Worker/";

    private static IEnumerable<MethodDeclarationSyntax> Functions =>
        CSharpSyntaxTree.ParseText(Repository.Read(Folder + "Triggers.cs")).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => Attribute(method.AttributeLists, "Function") is not null);

    [Fact]
    public void The_worker_has_the_functions_of_the_table_with_the_same_triggers()
    {
        Assert.Equal(
            FunctionTable.All.Select(Describe).Order(StringComparer.Ordinal), Functions.Select(Describe).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_queue_and_timer_is_handed_on_under_its_own_name()
    {
        var triggered = FunctionTable.Triggered.Values.Select(function => function.Name).ToList();
        var handed = Functions.Where(method => triggered.Contains(Name(method)))
            .Select(method => (Name(method), Called: method.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Single(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CallAsync" })
                .ArgumentList.Arguments[0].ToString()))
            .ToList();

        Assert.Equal(triggered.Count, handed.Count);
        Assert.All(handed, pair => Assert.Equal($"\"{pair.Item1}\"", pair.Called));
    }

    [Fact]
    public void The_workers_host_file_is_that_of_the_custom_handler_without_the_custom_handler()
    {
        var theirs = JsonNode.Parse(Repository.Read("host.json"))!.AsObject();
        var ours = JsonNode.Parse(Repository.Read(Folder + "host.json"))!.AsObject();

        // With customHandler the host starts no worker; extensions come as packages, not as a bundle.
        Assert.True(theirs.Remove("customHandler") && theirs.Remove("extensionBundle"));
        Assert.True(JsonNode.DeepEquals(theirs, ours), "The two host.json differ in more than what a worker can't have.");
    }

    [Fact]
    public void Packages_and_code_are_taken_only_when_they_are_asked_for()
    {
        var project = System.Xml.Linq.XDocument.Parse(Repository.Read(Folder + "Convo.Functions.Worker.csproj"));
        var items = project.Descendants().Where(item => item.Name.LocalName is "PackageReference" or "ProjectReference" or "Compile").ToList();

        Assert.Equal(5, items.Count(item => item.Name.LocalName is "PackageReference"));
        Assert.All(items, item => Assert.Equal("'$(FunctionsWorker)' == 'true'", (string?)item.Parent!.Attribute("Condition")));
    }

    private static string Describe(Function function) => function.Trigger switch
    {
        FunctionTrigger.Http http => $"{function.Name}: http {http.Route} {string.Join(' ', http.Methods)} as {FunctionTrigger.Http.Binding}",
        FunctionTrigger.Queue queue => $"{function.Name}: queue {queue.QueueName} of {FunctionTrigger.Queue.Connection} as {FunctionTrigger.Queue.Binding}",
        FunctionTrigger.Timer timer => $"{function.Name}: timer {timer.Schedule} as {FunctionTrigger.Timer.Binding}",
        _ => throw new InvalidOperationException($"{function.Trigger} is no trigger that a worker is compared by."),
    };

    private static string Describe(MethodDeclarationSyntax method)
    {
        var parameter = method.ParameterList.Parameters[0];
        var binding = parameter.Identifier.ValueText;
        if (Attribute(parameter.AttributeLists, "HttpTrigger") is { } http)
        {
            Assert.Equal("AuthorizationLevel.Anonymous", http.ArgumentList!.Arguments[0].ToString());
            return $"{Name(method)}: http {Named(http, "Route")} {string.Join(' ', Texts(http))} as {binding}";
        }

        return Attribute(parameter.AttributeLists, "QueueTrigger") is { } queue
            ? $"{Name(method)}: queue {Texts(queue).Single()} of {Named(queue, "Connection")} as {binding}"
            : $"{Name(method)}: timer {Texts(Attribute(parameter.AttributeLists, "TimerTrigger")!).Single()} as {binding}";
    }

    private static string Name(MethodDeclarationSyntax method) => Texts(Attribute(method.AttributeLists, "Function")!).Single();

    private static AttributeSyntax? Attribute(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() == name);

    private static IEnumerable<string> Texts(AttributeSyntax attribute) =>
        attribute.ArgumentList!.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression)
            .OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.ValueText);

    private static string Named(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList!.Arguments.Single(argument => argument.NameEquals?.Name.ToString() == name).Expression is LiteralExpressionSyntax literal
            ? literal.Token.ValueText
            : "";
}
