namespace Convo.Client;

/// <summary>The answer to a question about a conversation. All text is untrusted.</summary>
public sealed record ConversationAnswer
{
    /// <summary>The conversation's id; empty when Convo gave none.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The question as Convo understood it.</summary>
    public string Query { get; init => field = value ?? ""; } = "";

    /// <summary>The answer.</summary>
    public string Response { get; init => field = value ?? ""; } = "";

    /// <summary>What the answer rests on; null when not given.</summary>
    public AnswerMetadata? Metadata { get; init; }

    /// <summary>Questions that Convo proposes next.</summary>
    public IReadOnlyList<string> SuggestedQueries { get; init => field = Tolerant.List(value); } = [];
}

/// <summary>What an answer rests on.</summary>
public sealed record AnswerMetadata
{
    /// <summary>How many transcript segments were read.</summary>
    public int? SegmentsAnalyzed { get; init; }

    /// <summary>The conversation's length, in minutes as far as the samples show.</summary>
    public double? ConversationDuration { get; init; }
}

/// <summary>The body of a question.</summary>
/// <param name="Query">The question.</param>
internal sealed record QueryBody(string Query);
