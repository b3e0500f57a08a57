using System.Net;
using System.Text;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Convo.Functions.Web.Tests.Hooks;

public sealed class SignatureAttackTests : IAsyncLifetime
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Deliveries.Ready("sess_1"));
    private static readonly string Right = Signing.Sign(Body, TestApp.HookSecret);

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.StartConnectedAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public void The_two_signatures_agree_on_the_documented_vector() => Assert.Equal(
        "4c8a28006ec2c6a99f0f575c205304c68e9ebc4480595e50202c0ada64f6c813",
        Signing.Sign(
            Encoding.UTF8.GetBytes(Deliveries.Documented),
            "whsec_exampleexampleexample00"));

    [Fact]
    public async Task A_right_signature_is_taken_and_stored_before_the_answer()
    {
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body, Right));
        Assert.Equal(1, app.Tables.Snapshot().Count(row => row.Table == TableNames.Meetings && row.Row.Key.StartsWith("e|", StringComparison.Ordinal)));
    }

    [Fact]
    public Task A1_no_signature_is_refused() => RefusedAsync(null, "no-signature");

    [Fact]
    public Task A2_an_empty_signature_is_refused() => RefusedAsync("", "no-signature");

    [Fact]
    public Task A3_a_wrong_signature_of_the_right_length_is_refused() => RefusedAsync(new string('a', 64), "wrong-signature");

    [Fact]
    public async Task A4_one_flipped_byte_of_the_body_is_refused()
    {
        for (var i = 0; i < Body.Length; i += 7)
        {
            var body = Body.ToArray();
            body[i] ^= 1;
            Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(body, Right));
        }

        Assert.Equal(0, app.HookRows());
    }

    [Fact]
    public async Task A5_the_same_json_with_other_spacing_is_refused()
    {
        var spaced = Encoding.UTF8.GetString(Body).Replace(",", ", ", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Encoding.UTF8.GetBytes(spaced), Right));
        Assert.Equal(0, app.HookRows());
    }

    [Fact]
    public Task A7_a_prefix_is_refused() => RefusedAsync("sha256=" + Right, "wrong-signature");

    [Fact]
    public Task A8_base64_of_the_right_mac_is_refused() => RefusedAsync(Convert.ToBase64String(Convert.FromHexString(Right)), "wrong-signature");

    [Fact]
    public Task Upper_case_hex_is_refused() => RefusedAsync(Right.ToUpperInvariant(), "wrong-signature");

    [Fact]
    public async Task A10_a_signature_of_64_KB_is_refused()
    {
        var answer = await RawHttp.SendAsync(app.Address,
            $"POST /hooks/convo/acme HTTP/1.1\r\nHost: a\r\nX-Convo-Signature: {new string('a', 64 * 1024)}\r\nContent-Length: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
        Assert.Equal(0, app.HookRows());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A11_two_signatures_of_which_one_is_right_are_refused(bool rightFirst)
    {
        var (first, second) = rightFirst ? (Right, new string('0', 64)) : (new string('0', 64), Right);
        var answer = await RawHttp.SendAsync(
            app.Address,
            "POST /hooks/convo/acme HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + $"X-Convo-Signature: {first}\r\nX-Convo-Signature: {second}\r\nContent-Length: {Body.Length}\r\n\r\n"
            + Encoding.Latin1.GetString(Body));
        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
        Assert.Equal(0, app.HookRows());
        Assert.True(await app.CountedAsync("several-signatures"));
    }

    [Fact]
    public async Task A12_a_revoked_secret_is_refused_and_stands_in_the_audit_trail_once_an_hour()
    {
        await ChangeRingAsync(ring => ring.End(ConnectionStore.ByHand, DateTimeOffset.Parse("2020-01-01Z")));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, Right));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, Right));
        Assert.Equal(0, app.HookRows());
        Assert.Single(app.Tables.Snapshot(), row => row.Table == TableNames.Audit && row.Row.Text("action") == "hook.old-secret");
        Assert.True(await app.CountedAsync("old-secret"));
    }

    [Fact]
    public async Task A13_the_old_secret_counts_during_the_overlap_and_so_does_the_new_one()
    {
        await ChangeRingAsync(ring => ring.Add("wh_new", "whsec_new_secret", DateTimeOffset.Parse("2100-01-01Z"), TimeSpan.FromDays(1)));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body, Right));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body, Signing.Sign(Body, "whsec_new_secret")));
    }

    [Fact]
    public async Task A14_the_old_secret_is_refused_after_the_overlap()
    {
        await ChangeRingAsync(ring => ring.Add("wh_new", "whsec_new_secret", DateTimeOffset.Parse("2020-01-01Z"), TimeSpan.FromDays(1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, Right));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body, Signing.Sign(Body, "whsec_new_secret")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public async Task A15_without_a_secret_nothing_is_taken_whatever_it_is_signed_with(string guess)
    {
        await ChangeRingAsync(_ => HookRing.Empty);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, Signing.Sign(Body, guess)));
        Assert.Equal(0, app.HookRows());
        Assert.True(await app.CountedAsync("no-secret"));
    }

    [Fact]
    public async Task A16_the_secret_of_another_connection_is_refused()
    {
        using var made = await app.AdminAsync(
            HttpMethod.Post, "/api/connections",
                """{"name":"other","kind":"convo","secrets":{"apiKey":"convo_other_key","webhookSecret":"whsec_of_the_other"}}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, Right, "other"));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(Body, Signing.Sign(Body, "whsec_of_the_other"), "other"));
    }

    [Fact]
    public async Task A18_a_byte_order_mark_is_part_of_what_is_signed_and_goes_to_quarantine()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Body];
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(body, Right));
        Assert.Equal(HttpStatusCode.OK, await app.HookAsync(body, Signing.Sign(body, TestApp.HookSecret)));
        Assert.Equal(1, app.Rows(TableNames.Quarantine));
    }

    [Fact]
    public async Task An_unknown_connection_answers_as_a_wrong_signature_does_and_is_not_named()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, Right, "nobody-knows-it"));
        using var answer = await app.AdminAsync(HttpMethod.Get, "/api/rejections");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"unknown\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-knows-it", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-knows-it", app.Log.All, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string? signature, string reason)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await app.HookAsync(Body, signature));
        Assert.Equal(0, app.HookRows());
        Assert.True(await app.CountedAsync(reason));
    }

    private async Task ChangeRingAsync(Func<HookRing, HookRing> change)
    {
        var store = app.Services.GetRequiredService<ConnectionStore>();
        var connection = (await store.FindAsync(TestApp.Connection, default))!;
        await store.SaveRingAsync(connection, change(await store.RingAsync(connection, default)), default);
        app.Services.GetRequiredService<RingCache>().Forget();
    }
}
