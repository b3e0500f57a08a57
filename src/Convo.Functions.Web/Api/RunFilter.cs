using Convo.Functions.Core.Meetings;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Convo.Functions.Web.Api;

/// <summary>Which runs a list was asked for. Every value is compared as it is: none of them ever becomes part of a query of the store.</summary>
/// <param name="States">The states wanted; empty for all.</param>
/// <param name="Recipe">The recipe's id; null for all.</param>
/// <param name="Meeting">Convo's id of the meeting; null for all.</param>
internal sealed record RunFilter(IReadOnlySet<RunState> States, string? Recipe, string? Meeting)
{
    private static readonly string[] Names = ["state", "recipe", "meeting"];
    private static readonly Dictionary<string, RunState> Known = Enum.GetValues<RunState>().ToDictionary(state => state.Word());

    /// <summary>Reads the query; false where it names a state that there is not, or something twice.</summary>
    public static bool TryRead(HttpRequest request, out RunFilter filter)
    {
        var query = request.Query;
        var words = query["state"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        filter = new RunFilter(words.Where(Known.ContainsKey).Select(word => Known[word]).ToHashSet(), Text(request, "recipe"), Text(request, "meeting"));
        return words.All(Known.ContainsKey) && Names.All(name => query[name].Count <= 1);
    }

    public static ProblemResult Refusal() => ProblemResult.BadRequest(
        "Runs can't be filtered like this.", $"Use each filter once, and as state one or several of: {string.Join(", ", Known.Keys)}.");

    public bool Holds(Run run) => (States.Count is 0 || States.Contains(run.State)) && (Recipe is null || run.Recipe == Recipe);

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
