namespace Convo.Functions.HostStandIn.App;

/// <summary>A function, as its <c>function.json</c> describes it.</summary>
/// <param name="Name">Its folder's name, and the path of its trigger.</param>
public abstract record FunctionDefinition(string Name)
{
    /// <summary>A function with one HTTP trigger and one HTTP output, and nothing else.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Route">Its route with the prefix, such as <c>hooks/{*path}</c>.</param>
    /// <param name="Methods">Its verbs in upper case; empty for all.</param>
    /// <param name="IsAnonymous">False when it asks for a key.</param>
    public sealed record Http(string Name, string Route, IReadOnlyList<string> Methods, bool IsAnonymous) : FunctionDefinition(Name);

    /// <summary>A function that handles the messages of a queue.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Binding">The binding's name, under which the handler finds the message.</param>
    /// <param name="QueueName">The queue.</param>
    /// <param name="Connection">The setting that holds the connection string.</param>
    public sealed record Queue(string Name, string Binding, string QueueName, string Connection) : FunctionDefinition(Name);

    /// <summary>A function that runs by a schedule.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Binding">The binding's name, under which the handler finds the schedule's state.</param>
    /// <param name="Schedule">An NCrontab expression of five or six fields.</param>
    /// <param name="RunsOnStartup">Whether it also runs at every start of the host.</param>
    public sealed record Timer(string Name, string Binding, string Schedule, bool RunsOnStartup) : FunctionDefinition(Name);
}
