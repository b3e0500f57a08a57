using System.Globalization;
using System.Text;
using Convo.Functions.Core.Intake;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Convo.Functions.Web.Tests.Hooks;

/// <summary>
/// S2: mutated deliveries through the door, in process, beside a second HMAC: what is taken is exactly what that one finds signed.
/// <c>CONVO_DEEP_DELIVERIES</c> sets how many (200,000,000 deep).
/// </summary>
public sealed class DoorFuzzTests
{
    private const int Seed = 20260511;
    private const int Usual = 200_000;

    private static readonly string[] Corpus =
    [
        Deliveries.Documented,
        """{"event":"conversation.action_items.ready","data":{"conversationId":"sess_1","actionItemCount":3},"timestamp":"2026-05-11T09:06:11.000Z"}""",
        """{"event":"transcript.failed","data":{"conversationId":"ü\ud83d\ude00","error":"no audio"},"timestamp":1778490371}""",
        """{"event":"webhook.test","data":{"message":"hello"},"timestamp":"2026-05-11T09:06:11.000Z"}""",
        "{\"event\":\"a\",\"data\":{\"conversationId\":1e400,\"x\":[[[[{}]]]]}}",
        "[]", "",
    ];

    private static int Count =>
        Environment.GetEnvironmentVariable("CONVO_DEEP_DELIVERIES") is { } count ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture) : Usual;

    [Fact]
    public async Task S2_of_many_mutated_deliveries_none_is_forged_and_none_throws()
    {
        await using var app = await TestApp.StartConnectedAsync();
        var taken = new Counting();
        var door = ActivatorUtilities.CreateInstance<HookDoor>(app.Services, taken, NullLogger<HookDoor>.Instance);
#pragma warning disable RS0030 // Seeded: the seed is in the failure's text, and the same seed makes the same deliveries.
        var random = new Random(Seed);
#pragma warning restore RS0030
        var expected = 0;
        var count = Count;
        for (var n = 0; n < count; n++)
        {
            var body = Mutate(Encoding.UTF8.GetBytes(Corpus[random.Next(Corpus.Length)]), random);
            var signature = Signature(body, random);
            var isSigned = signature == Signing.Sign(body, TestApp.HookSecret);
            expected += isSigned ? 1 : 0;
            var answer = await door.ReceiveAsync(TestApp.Connection, body, signature, mediaType: null, default);
            Assert.True(answer == (isSigned ? HookAnswer.Taken : HookAnswer.Denied),
                $"seed {Seed}, delivery {n}: {answer} for {Convert.ToHexString(body)} signed {signature}");
            var reading = EventReader.Read(body, TimeProvider.System.GetUtcNow());
            Assert.NotNull(reading);
        }

        Assert.Equal(expected, taken.Taken);
        Assert.InRange(expected, count / 10, count / 10 * 9);
    }

    private static byte[] Mutate(byte[] body, Random random)
    {
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(body.Length + 1);
            body = random.Next(5) switch
            {
                0 when at < body.Length => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                1 when at < body.Length => [.. body[..at], .. body[(at + 1)..]],
                2 => [.. body[..at], (byte)random.Next(256), .. body[at..]],
                3 => [.. body[..at], .. body[..at]],
                _ => [.. body[..at], .. "{\"[]\\ud800\":1e9,"u8, .. body[at..]],
            };
            body = body.Length > 2000 ? body[..2000] : body;
        }

        return body;
    }

    private static string? Signature(byte[] body, Random random)
    {
        var right = Signing.Sign(body, TestApp.HookSecret);
        return random.Next(12) switch
        {
            0 => null,
            1 => "",
            2 => right.ToUpperInvariant(),
            3 => right[..random.Next(64)],
            4 => right + "0",
            5 => "sha256=" + right,
            6 => Signing.Sign(body, "another secret"),
            7 => Signing.Sign([.. body, 0], TestApp.HookSecret),
            8 => Flip(right, random.Next(64)),
            _ => right,
        };
    }

    private static string Flip(string hex, int at) => $"{hex[..at]}{(hex[at] is '0' ? '1' : '0')}{hex[(at + 1)..]}";

    private sealed class Counting : IAccept
    {
        public int Taken { get; private set; }

        public Task<Accepted> AcceptAsync(Arrival arrival, CancellationToken cancellation)
        {
            Taken++;
            return Task.FromResult(Accepted.New);
        }
    }
}
