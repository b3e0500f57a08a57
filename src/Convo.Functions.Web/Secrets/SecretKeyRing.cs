using System.Text;
using System.Xml;
using System.Xml.Linq;
using Convo.Functions.Core.Ports;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Convo.Functions.Web.Secrets;

/// <summary>
/// The keys of Data Protection in the secret store, all in one secret: sessions then outlive an instance and hold on all of them. The newest keys are
/// kept, as many as a secret has room for; one lives 90 days, so that what an older one sealed has long ended.
/// </summary>
/// <remarks>
/// The interface is synchronous; it is asked once a day, and when a session is first looked at. A secret store can't replace a value only if
/// unchanged, so an instance that adds a key looks whether it is still there, and adds it again where another wrote at the same moment.
/// </remarks>
internal sealed class SecretKeyRing(ISecrets secrets, TimeProvider clock) : IXmlRepository
{
    public const string Name = "session-keys";
    public const int MostKeys = 8;

    private const string Key = "key";
    private const int MostTries = 4;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Run(ReadAsync).Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => Run(async cancellation =>
    {
        // As text: an element gets other prefixes for its namespaces wherever it stands.
        var text = Text(element);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var keys = await ReadAsync(cancellation);
            await secrets.SetAsync(Name, Write([.. keys, text]), cancellation);
            if ((await ReadAsync(cancellation)).Contains(text))
            {
                return true;
            }
        }

        throw new StorageException("A key for sessions could not be kept: other instances wrote theirs all the while.", mayHaveHappened: true);
    });

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static string Write(List<string> keys)
    {
        var text = "";
        for (var kept = Math.Min(keys.Count, MostKeys); kept > 0 && (text.Length is 0 || Encoding.UTF8.GetByteCount(text) > SecretRules.LargestValue); kept--)
        {
            text = Text(new XElement("keys", keys.TakeLast(kept).Select(key => new XElement(Key, key))));
        }

        return text;
    }

    private async Task<List<string>> ReadAsync(CancellationToken cancellation)
    {
        if (await secrets.GetAsync(Name, cancellation) is not { } text)
        {
            return [];
        }

        try
        {
            return [.. XElement.Parse(text).Elements(Key).Select(key => key.Value)];
        }
        catch (XmlException e)
        {
            throw new StorageException($"The secret {Name} holds no keys. Delete it: new ones are made, and people sign in again.", mayHaveHappened: false, e);
        }
    }

    private T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        using var limit = new CancellationTokenSource(Within, clock);

        // On the pool, so that nothing that the caller's thread holds is waited for.
        return Task.Run(() => work(limit.Token), limit.Token).GetAwaiter().GetResult();
    }
}
