namespace Convo.Functions.Core.Recipes.Ready;

/// <summary>The recipes that come with the product: ready to be saved, changed and published.</summary>
public static class ReadyRecipes
{
    /// <summary>Posts the action items of every meeting to a Slack channel.</summary>
    public const string ActionItemsToSlack = "action-items-to-slack";

    private const string Folder = "Convo.Functions.Core.Recipes.Ready.";

    /// <summary>The ids of all of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(ReadyRecipes).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The document of one of them, in UTF-8; null where there is none of this id.</summary>
    public static ReadOnlyMemory<byte>? Document(string id)
    {
        using var stream = typeof(ReadyRecipes).Assembly.GetManifestResourceStream($"{Folder}{id}.json");

        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
