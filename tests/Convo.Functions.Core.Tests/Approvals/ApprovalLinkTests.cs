using System.Text;
using Convo.Functions.Core.Approvals;
using Convo.Functions.Core.Content;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Tests.Meetings;
using Convo.Functions.Core.Tests.Planning;
using Convo.Functions.Simulation.Stores;
using Xunit;

namespace Convo.Functions.Core.Tests.Approvals;

public sealed class ApprovalLinkTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DeliveryId Delivery = Given.Delivery("post", DeliveryState.Awaiting).Id;
    private readonly MemoryTables tables = new();
    private readonly ApprovalLinks links;

    public ApprovalLinkTests() => links = new ApprovalLinks(new ContentStore(tables, new StepClock()));

    [Fact]
    public async Task A_link_stands_for_one_delivery_one_content_and_one_person()
    {
        var token = await links.MakeAsync(Delivery, "hash", "anna@example.com", None);

        Assert.Equal(new ApprovalLink(Delivery, "hash", "anna@example.com"), await links.FindAsync(token, None));
        Assert.NotEqual(token, await links.MakeAsync(Delivery, "hash", "anna@example.com", None));
    }

    [Fact]
    public async Task Its_token_has_256_random_bits_and_is_kept_nowhere()
    {
        var token = await links.MakeAsync(Delivery, "hash", "anna@example.com", None);
        var secret = token.Split('_', 2)[1];

        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(secret).Length);
        Assert.All(tables.Snapshot(), row => Assert.DoesNotContain(secret, TextOf(row.Row), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_is_not_exactly_it_stands_for_nothing()
    {
        var token = await links.MakeAsync(Delivery, "hash", "anna@example.com", None);

        var elsewhere = $"convo-0000000000000000_{token.Split('_', 2)[1]}";

        foreach (var wrong in new[] { "", "_", token[..^1], token + "A", token.ToUpperInvariant(), elsewhere, new('a', 5000) })
        {
            Assert.Null(await links.FindAsync(wrong, None));
        }
    }

    [Fact]
    public async Task A_link_goes_with_the_content_of_its_meeting()
    {
        var token = await links.MakeAsync(Delivery, "hash", "anna@example.com", None);

        await new ContentStore(tables, new StepClock()).RemoveAsync(Given.Key.Text, storedUpTo: null, None);

        Assert.Null(await links.FindAsync(token, None));
    }

    private static string TextOf(Ports.Row row) => row.Key + string.Concat(
        row.Values.Values.Select(value => value.AsText + Encoding.UTF8.GetString((value.AsBytes ?? default).Span)));
}
