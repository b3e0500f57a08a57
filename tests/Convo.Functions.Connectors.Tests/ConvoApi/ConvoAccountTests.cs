using System.Security.Cryptography;
using System.Text;
using Convo.Functions.Connectors.ConvoApi;
using Convo.Functions.Core.Connections;

namespace Convo.Functions.Connectors.Tests.ConvoApi;

public sealed class ConvoAccountTests
{
    [Fact]
    public async Task A_webhook_is_registered_listed_and_removed()
    {
        await using var stage = await ConvoStage.StartAsync();
        var made = Assert.IsType<AccountAnswer<NewWebhook>.Here>(
            await stage.Account.RegisterWebhookAsync(stage.Connection, new Uri("https://hooks.example.com/convo"), CancellationToken.None)).Value;
        Assert.StartsWith("whsec_", made.Secret);
        var listed = Assert.IsType<AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Here>(await stage.Account.WebhooksAsync(stage.Connection,
            CancellationToken.None)).Value;
        Assert.Equal((made.Id, "https://hooks.example.com/convo"), (Assert.Single(listed).Id, listed[0].Address));
        Assert.Contains("conversation.keypoints.ready", listed[0].Events);

        Assert.True(Assert.IsType<AccountAnswer<bool>.Here>(await stage.Account.RemoveWebhookAsync(stage.Connection, made.Id, CancellationToken.None)).Value);
    }

    [Theory]
    [InlineData("convo_wrong")]
    [InlineData(null)]
    public async Task Trouble_is_an_answer_with_advice_and_no_exception(string? key)
    {
        await using var stage = await ConvoStage.StartAsync(key);

        var listed = await stage.Account.WebhooksAsync(stage.Connection, CancellationToken.None);
        Assert.NotEmpty(Assert.IsType<AccountAnswer<IReadOnlyList<RegisteredWebhook>>.Not>(listed).Advice);
        Assert.NotEmpty(Assert.IsType<AccountAnswer<bool>.Not>(await stage.Account.RemoveWebhookAsync(stage.Connection, "../x",
            CancellationToken.None)).Advice);
    }

    [Fact]
    public void A_body_is_matched_to_the_secret_that_signed_it_and_to_no_other()
    {
        var body = "{}"u8.ToArray();
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_b"), body));
        var scheme = new ConvoSignature();

        Assert.Equal(1, scheme.Match(body, signature, ["whsec_a", "whsec_b"]));
        Assert.Null(scheme.Match(body, signature, ["whsec_a"]));
        Assert.Null(scheme.Match(body, signature, []));
        Assert.Null(scheme.Match(body, null, ["whsec_b"]));
        Assert.Null(scheme.Match(body, "sha256=" + signature, ["whsec_b"]));
        Assert.Null(scheme.Match("{ }"u8, signature, ["whsec_b"]));
    }
}
