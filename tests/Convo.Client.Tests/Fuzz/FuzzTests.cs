using System.Net;
using System.Security.Cryptography;
using System.Text;
using Convo.Client.Tests.Operations;
using FsCheck;
using FsCheck.Fluent;

namespace Convo.Client.Tests.Fuzz;

/// <summary>
/// Whatever comes from outside, the client answers with a value or with its one exception. A case that fails is made small and told with its seed, which
/// <c>Config.Replay</c> takes.
/// </summary>
public sealed class FuzzTests
{
    private const int Cases = 1_000;

    [Fact]
    public void Any_JSON_is_read_or_refused_in_the_one_documented_way() =>
        AssertAlways(Prop.ForAll(OddJson.Answers(), answer => IsReadOrRefused(answer.Operation, Encoding.UTF8.GetBytes(answer.Body))));

    [Fact]
    public void Any_bytes_are_read_or_refused_in_the_one_documented_way() =>
        AssertAlways(Prop.ForAll(
            Gen.Elements(Operation.All.Select(operation => operation.Id).ToArray()).ToArbitrary(),
            ArbMap.Default.ArbFor<byte[]>(),
            (operation, body) => IsReadOrRefused(operation, body ?? [])));

    [Fact]
    public void What_a_secret_signed_matches_it_wherever_it_stands_in_the_ring_and_no_other_body_does() =>
        AssertAlways(Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonEmptyString>(), Gen.Choose(0, 4).ToArbitrary(),
            (body, secret, place) =>
            {
                var ring = Enumerable.Range(0, 5).Select(i => i == place ? secret.Get : $"another-{i}-{secret.Get}").ToArray();
                var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Get), body));
                byte[] other = [.. body, 0];
                return WebhookSignature.IndexOfMatchingSecret(body, signature, ring) == place
                    && WebhookSignature.IndexOfMatchingSecret(other, signature, ring) == WebhookSignature.NoMatch;
            }));

    [Fact]
    public void No_header_that_somebody_made_up_matches_or_does_harm() =>
        AssertAlways(Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string[]>(),
            (body, header, ring) => WebhookSignature.IndexOfMatchingSecret(body, header, ring) == WebhookSignature.NoMatch));

    private static void AssertAlways(Property property) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    // FsCheck waits for no task; nothing here waits for anything either.
    private static bool IsReadOrRefused(string operation, byte[] body)
    {
        using var http = new HttpClient(new OneAnswer(body));
        var convo = new ConvoClient(http, new() { ApiKey = "convo_fuzz", Retries = 0 });
        var call = Operation.Find(operation).CallAsync(convo, CancellationToken.None);
        if (!call.IsCompleted)
        {
            throw new InvalidOperationException("The answer was there, and the call waits all the same.");
        }

        return call.IsCompletedSuccessfully || call.Exception?.InnerException is ConvoApiException { Failure: ConvoFailure.Unreadable, Detail: null }
            ? true
            : throw new InvalidOperationException("Another exception came.", call.Exception);
    }

    private sealed class OneAnswer(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body), RequestMessage = request });
    }
}
