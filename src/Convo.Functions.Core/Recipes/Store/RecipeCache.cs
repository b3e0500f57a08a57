using System.Collections.Concurrent;
using Convo.Functions.Core.Recipes.Reading;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Core.Recipes.Store;

/// <summary>
/// Recipes that were read, by id and version: a version never changes. Which version is on is never kept here. A version that can't be read any more
/// (an action that is gone) is kept as null, so that it is reported once.
/// </summary>
internal sealed partial class RecipeCache(RecipeVocabulary vocabulary, ILogger log)
{
    private readonly ConcurrentDictionary<(string Id, int Version), Recipe?> known = new();

    public bool TryGet(string id, int version, out Recipe? recipe) => known.TryGetValue((id, version), out recipe);

    public Recipe? Read(string id, int version, ReadOnlyMemory<byte> document) => known.GetOrAdd(
        (id, version),
        key =>
        {
            var reading = RecipeReader.Read(document, vocabulary);

            if (reading.Recipe is null)
            {
                Log.Unreadable(log, key.Id, key.Version, string.Join(", ", reading.Problems.Select(problem => problem.Path)));
            }

            return reading.Recipe;
        });

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Version {Version} of recipe {Id} can't be read and does not run; problems at: {Paths}. Save and publish it again.")]
        public static partial void Unreadable(ILogger log, string id, int version, string paths);
    }
}
