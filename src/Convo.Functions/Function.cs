namespace Convo.Functions;

/// <summary>One function of the app, as the Functions host is told of it.</summary>
/// <param name="Name">Its name: that of its folder, and the path at which the host calls the handler for a queue message or a timer.</param>
/// <param name="Trigger">What makes the host call it.</param>
public sealed record Function(string Name, FunctionTrigger Trigger)
{
    /// <summary>The path at which the host calls the handler for a queue message or a timer, such as <c>/work</c>.</summary>
    public string TriggerPath => "/" + Name;
}

/// <summary>What makes the host call a function.</summary>
public abstract record FunctionTrigger
{
    private FunctionTrigger()
    {
    }

    /// <summary>
    /// A request from outside. The function has this one binding in and one out, so that the host hands the request on as it came
    /// (<c>DefaultHttpWorkerService.cs</c>: any further binding turns it into an envelope). Who may do what is decided in our own code.
    /// </summary>
    /// <param name="Route">The route, without a leading slash; <c>host.json</c> has an empty prefix.</param>
    /// <param name="Methods">The methods that the host lets through, in lower case; it answers all others with 404 itself.</param>
    public sealed record Http(string Route, IReadOnlyList<string> Methods) : FunctionTrigger
    {
        /// <summary>The name of the binding in.</summary>
        public const string Binding = "req";

        /// <summary>The name of the binding out.</summary>
        public const string Answer = "res";
    }

    /// <summary>A message of a queue.</summary>
    /// <param name="QueueName">The queue.</param>
    public sealed record Queue(string QueueName) : FunctionTrigger
    {
        /// <summary>The name of the binding, under which the envelope holds the message.</summary>
        public const string Binding = "msg";

        /// <summary>The setting with the storage account: the one of the host itself.</summary>
        public const string Connection = "AzureWebJobsStorage";
    }

    /// <summary>A clock.</summary>
    /// <param name="Schedule">When: seconds, minutes, hours, days, months, days of the week (UTC).</param>
    /// <param name="Period">How far apart two calls are by the schedule. Who calls more often gets nothing done.</param>
    public sealed record Timer(string Schedule, TimeSpan Period) : FunctionTrigger
    {
        /// <summary>The name of the binding.</summary>
        public const string Binding = "timer";
    }
}
