namespace Convo.Client;

/// <summary>The answer to a change of title.</summary>
public sealed record RenamedConversation
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The title as stored.</summary>
    public string Title { get; init => field = value ?? ""; } = "";
}

/// <summary>The answer to sharing: the conversation is public now.</summary>
public sealed record SharedConversation
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The public address; empty when Convo gave none.</summary>
    public string ShareUrl { get; init => field = value ?? ""; } = "";
}

/// <summary>The answer to a deletion, of a conversation or a webhook.</summary>
public sealed record Deletion
{
    /// <summary>What was deleted; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Whether Convo says that it is gone; null when it does not say.</summary>
    public bool? Deleted { get; init; }
}

/// <summary>The body of a change of title.</summary>
/// <param name="Title">The new title.</param>
internal sealed record TitleBody(string Title);
