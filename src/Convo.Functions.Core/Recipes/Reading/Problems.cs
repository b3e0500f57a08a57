using Convo.Functions.Core.Actions;

namespace Convo.Functions.Core.Recipes.Reading;

/// <summary>Gathers problems, up to as many as a person can use.</summary>
internal sealed class Problems
{
    private const int Most = 50;
    private readonly List<Problem> all = [];

    public IReadOnlyList<Problem> All => all;

    public bool Any => all.Count > 0;

    public void Add(string path, string message, string advice)
    {
        if (all.Count < Most)
        {
            all.Add(new Problem(path, message, advice));
        }
    }

    public void AddRange(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem.Path, problem.Message, problem.Advice);
        }
    }
}
