using System.Xml.Linq;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Stores;
using Convo.Functions.Web.Secrets;
using Xunit;

namespace Convo.Functions.Web.Tests.Secrets;

public sealed class SecretKeyRingTests
{
    private static readonly XNamespace Space = "urn:example";
    private readonly MemorySecrets secrets = new();

    [Fact]
    public void Keys_come_back_as_they_were_oldest_first()
    {
        var ring = Ring(secrets);
        Assert.Empty(ring.GetAllElements());
        ring.StoreElement(Key("a"), "a");
        ring.StoreElement(Key("b"), "b");
        Assert.Equal(["a", "b"], Ids(Ring(secrets)));
        var value = Ring(secrets).GetAllElements().First().Element("value")!;
        Assert.Equal(("true", "value of a & <more>"), ((string?)value.Attribute(Space + "requiresEncryption"), value.Value));
    }

    [Fact]
    public void The_newest_are_kept_and_as_many_as_a_secret_has_room_for()
    {
        var ring = Ring(secrets);
        for (var n = 0; n < 20; n++)
        {
            ring.StoreElement(Key($"{n}"), "");
        }

        Assert.Equal(Enumerable.Range(20 - SecretKeyRing.MostKeys, SecretKeyRing.MostKeys).Select(n => $"{n}"), Ids(ring));

        ring.StoreElement(Key("large", new string('x', 15_000)), "");
        ring.StoreElement(Key("larger", new string('x', 15_000)), "");
        Assert.Equal(["larger"], Ids(ring));
    }

    [Fact]
    public void A_key_that_another_instance_wrote_over_is_added_again_and_the_other_s_stays()
    {
        var contended = new Contended(secrets, times: 1);
        Ring(contended).StoreElement(Key("mine"), "");
        Assert.Equal(["another", "mine"], Ids(Ring(secrets)));
    }

    [Fact]
    public void Who_is_written_over_again_and_again_says_so() =>
        Assert.Throws<StorageException>(() => Ring(new Contended(secrets, times: 100)).StoreElement(Key("mine"), ""));

    [Fact]
    public async Task A_secret_that_holds_no_keys_is_told_with_what_to_do()
    {
        await secrets.SetAsync(SecretKeyRing.Name, "not <xml", default);
        var wrong = Assert.Throws<StorageException>(() => Ring(secrets).GetAllElements());
        Assert.Contains("Delete it", wrong.Message, StringComparison.Ordinal);
    }

    private static SecretKeyRing Ring(ISecrets secrets) => new(secrets, TimeProvider.System);

    private static IEnumerable<string?> Ids(SecretKeyRing ring) => ring.GetAllElements().Select(key => (string?)key.Attribute("id"));

    // With an attribute in a namespace of its own, as Data Protection's keys have.
    private static XElement Key(string id, string? value = null) =>
        new("key", new XAttribute("id", id), new XElement("value", new XAttribute(Space + "requiresEncryption", "true"), value ?? $"value of {id} & <more>"));

    /// <summary>Another instance writes its own key right after each write, the first times.</summary>
    private sealed class Contended(MemorySecrets secrets, int times) : ISecrets
    {
        private int left = times;

        public Task<string?> GetAsync(string name, CancellationToken cancellation) => secrets.GetAsync(name, cancellation);

        public async Task SetAsync(string name, string value, CancellationToken cancellation)
        {
            if (left-- <= 0)
            {
                await secrets.SetAsync(name, value, cancellation);
                return;
            }

            var other = new MemorySecrets();
            await Task.Run(() => Ring(other).StoreElement(Key("another"), ""), cancellation);
            await secrets.SetAsync(name, (await other.GetAsync(name, cancellation))!, cancellation);
        }

        public Task DeleteAsync(string name, CancellationToken cancellation) => secrets.DeleteAsync(name, cancellation);
    }
}
