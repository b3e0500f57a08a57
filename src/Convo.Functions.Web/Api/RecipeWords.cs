using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Web.Api;

/// <summary>What recipes can speak of at this moment: the installed actions, and the connections there are.</summary>
internal sealed class RecipeWords(ActionShelf shelf, ConnectionStore connections)
{
    public async Task<RecipeVocabulary> NowAsync(CancellationToken cancellation)
    {
        var known = await connections.ListAsync(cancellation);
        return new RecipeVocabulary(shelf.ByName.Values, known.ToDictionary(connection => connection.Name, connection => connection.Kind));
    }
}
