using System.Security.Cryptography;
using System.Text;

namespace Convo.Client.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_exampleexampleexample00";
    private const string Signature = "4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813";

    private static readonly byte[] Body =
    [
        .. """{"event":"conversation.keypoints.ready","data":{"conversationId":"sess_7hk20q","title":"Supplier kickoff"},"""u8,
        .. "\"timestamp\":\"2026-05-11T09:06:11.000Z\"}"u8,
    ];

    [Fact]
    public void The_test_vector_matches() => Assert.Equal(0, Match(Signature, Secret));

    [Fact]
    public void The_sample_payload_matches_its_own_signature_and_names_a_known_event()
    {
        var body = Encoding.UTF8.GetBytes(Samples.Read("webhook-payload"));
        var payload = Samples.Json("webhook-payload");

        Assert.Equal(0, WebhookSignature.IndexOfMatchingSecret(body, Sign(body, Secret), [Secret]));
        Assert.Equal(ConvoEventNames.KeypointsReady, (string?)payload["event"]);
        Assert.Equal("sess_a1b2c3", (string?)payload["data"]?["conversationId"]);
        Assert.True(ConvoId.IsUsable((string?)payload["data"]?["conversationId"]));
    }

    [Fact]
    public void The_secret_that_signed_is_named_by_its_place_in_the_ring()
    {
        Assert.Equal(1, Match(Signature, "whsec_new", Secret, "whsec_older"));
        Assert.Equal(0, Match(Signature, Secret, Secret));
        Assert.Equal(WebhookSignature.NoMatch, Match(Signature, "whsec_new", "whsec_older"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c81")]
    [InlineData("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c8130")]
    [InlineData("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c814")]
    [InlineData("4C8A28006EC2C6A99F0F575C205304C68E9EBC4480595E50202C0ADA64F6C813")]
    [InlineData("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c81g")]
    [InlineData("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c81\u0661")]
    [InlineData("sha256=4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813")]
    [InlineData("v1=4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813")]
    [InlineData(" 4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813")]
    [InlineData("4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813,4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813")]
    [InlineData("TIooAG7CxqmfD1dcIFMExo6evESAWV5QICwK2mT2yBM=")]
    public void Anything_but_64_right_lower_case_digits_is_no_match(string signature) => Assert.Equal(WebhookSignature.NoMatch, Match(signature, Secret));

    [Fact]
    public void A_missing_or_huge_header_is_no_match()
    {
        Assert.Equal(WebhookSignature.NoMatch, Match(null, Secret));
        Assert.Equal(WebhookSignature.NoMatch, Match(new string('a', 64 * 1024), Secret));
    }

    [Fact]
    public void Every_single_flipped_bit_of_the_body_breaks_the_match()
    {
        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var changed = Body.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(WebhookSignature.NoMatch, WebhookSignature.IndexOfMatchingSecret(changed, Signature, [Secret]));
        }
    }

    [Fact]
    public void Every_single_changed_digit_of_the_signature_breaks_the_match()
    {
        for (var i = 0; i < Signature.Length; i++)
        {
            foreach (var digit in "0123456789abcdef".Where(digit => digit != Signature[i]))
            {
                Assert.Equal(WebhookSignature.NoMatch, Match(Signature[..i] + digit + Signature[(i + 1)..], Secret));
            }
        }
    }

    [Fact]
    public void No_secret_and_an_empty_secret_match_nothing()
    {
        Assert.Equal(WebhookSignature.NoMatch, Match(Sign(Body, "")));
        Assert.Equal(WebhookSignature.NoMatch, Match(Sign(Body, ""), ""));
        Assert.Equal(WebhookSignature.NoMatch, Match(Sign(Body, ""), "", null!));
        Assert.Equal(2, Match(Signature, "", null!, Secret));
    }

    [Fact]
    public void The_secret_is_the_key_as_given_and_not_the_base64_that_it_looks_like()
    {
        Assert.Equal(WebhookSignature.NoMatch, Match(Sign(Body, Secret["whsec_".Length..]), Secret));
        Assert.Equal(0, Match(Sign(Body, Secret["whsec_".Length..]), Secret["whsec_".Length..]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(85)]
    [InlineData(86)]
    [InlineData(5000)]
    public void A_secret_of_any_length_works(int length)
    {
        var secret = new string('ä', length);

        Assert.Equal(0, Match(Sign(Body, secret), secret));
        Assert.Equal(WebhookSignature.NoMatch, Match(Sign(Body, secret), secret + "ä"));
    }

    [Fact]
    public void A_body_with_a_byte_order_mark_is_checked_as_it_is()
    {
        byte[] marked = [0xef, 0xbb, 0xbf, .. Body];

        Assert.Equal(0, WebhookSignature.IndexOfMatchingSecret(marked, Sign(marked, Secret), [Secret]));
        Assert.Equal(WebhookSignature.NoMatch, WebhookSignature.IndexOfMatchingSecret(marked, Signature, [Secret]));
    }

    [Fact]
    public void A_check_against_a_ring_of_two_allocates_nothing()
    {
        string[] ring = ["whsec_new", Secret];
        Assert.Equal(1, Match(Signature, ring));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = WebhookSignature.IndexOfMatchingSecret(Body, Signature, ring);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int Match(string? signature, params string[] secrets) => WebhookSignature.IndexOfMatchingSecret(Body, signature, secrets);

    private static string Sign(byte[] body, string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
