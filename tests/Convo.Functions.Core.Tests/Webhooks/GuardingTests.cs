using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Intake;
using Convo.Functions.Core.Webhooks;
using Xunit;

namespace Convo.Functions.Core.Tests.Webhooks;

/// <summary>What is decided about a webhook, case by case.</summary>
public sealed class GuardingTests
{
    private const string Here = "https://hooks.example.com/hooks/convo/acme";
    private static readonly DateTimeOffset Now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly WebhookRules Rules = new("1", TimeSpan.FromDays(90));

    [Fact]
    public void Without_any_a_webhook_is_registered_for_the_first_time() =>
        Assert.Equal(new WebhookStep.Register(RegisterCause.First), Guarding.Next(View()));

    [Fact]
    public void One_that_is_registered_and_was_tested_today_is_left_alone() =>
        Assert.Equal(new WebhookStep.Rest(WebhookState.Guarded, null, WebhookRules.Every), Guarding.Next(Good()));

    [Fact]
    public void One_with_our_address_whose_secret_is_not_known_is_removed_before_anything_else() => Assert.Equal(
        new WebhookStep.Remove("wh_orphan", RemoveCause.Orphan), Guarding.Next(View(listed: [Hook("wh_orphan")])));

    [Fact]
    public void One_of_somebody_else_is_never_touched()
    {
        var others = new[] { Hook("wh_2", "https://hooks.example.com/hooks/convo/second"), Hook("wh_3", "https://example.org/") };
        Assert.IsType<WebhookStep.Register>(Guarding.Next(View(listed: others)));
        Assert.IsType<WebhookStep.Rest>(Guarding.Next(Good() with { Listed = [Hook("wh_1"), .. others] }));
    }

    [Fact]
    public void The_secret_of_one_that_is_not_listed_any_more_is_ended_and_another_is_registered()
    {
        var lost = Good() with { Listed = [] };
        Assert.Equal(["wh_1"], Assert.IsType<WebhookStep.EndSecrets>(Guarding.Next(lost)).WebhookIds);
        Assert.Equal(new WebhookStep.Register(RegisterCause.Lost), Guarding.Next(lost with { Ring = lost.Ring.End("wh_1", Now) }));
    }

    [Fact]
    public void A_secret_that_counts_on_after_its_webhook_was_replaced_is_not_taken_for_lost() => Assert.IsType<WebhookStep.Rest>(
        Guarding.Next(Good() with { Ring = Ring("wh_0").EndAt("wh_0", Now + WebhookRules.Overlap).Join("wh_1", "secret-of-1", Now, WebhookRules.Overlap) }));

    [Fact]
    public void One_with_fewer_events_is_registered_anew_at_most_once_a_day()
    {
        var fewer = Good() with { Listed = [Hook("wh_1") with { Events = ["conversation.created", "webhook.test"] }] };
        Assert.Equal(new WebhookStep.Register(RegisterCause.Altered), Guarding.Next(fewer));
        var repaired = fewer with { Record = fewer.Record with { AlteredAt = Now.AddHours(-2) } };
        Assert.Contains("1 of 10 events", Assert.IsType<WebhookStep.Rest>(Guarding.Next(repaired)).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_names_no_events_or_leaves_out_the_test_call_is_no_alteration()
    {
        Assert.IsType<WebhookStep.Rest>(Guarding.Next(Good() with { Listed = [Hook("wh_1") with { Events = [] }] }));
        Assert.IsType<WebhookStep.Rest>(Guarding.Next(Good() with { Listed = [Hook("wh_1") with { Events = EventName.OfMeetings }] }));
    }

    [Fact]
    public void One_that_delivers_to_the_address_before_is_replaced_and_then_removed()
    {
        var moved = Good() with { Listed = [Hook("wh_1", "https://old.example.com/hooks/convo/acme")] };
        Assert.Equal(new WebhookStep.Register(RegisterCause.Altered), Guarding.Next(moved));
    }

    [Fact]
    public void Of_two_that_count_the_newer_is_kept_once_it_is_proven()
    {
        var doubled = Good() with { Listed = [Hook("wh_0"), Hook("wh_1")], Ring = Ring("wh_0", "wh_1") };
        Assert.Equal(new WebhookStep.Remove("wh_0", RemoveCause.Replaced), Guarding.Next(doubled));
        Assert.Equal(new WebhookStep.Test("wh_1"), Guarding.Next(doubled with { Record = doubled.Record with { Test = null } }));
        Assert.Equal(
            WebhookState.Failing,
            Assert.IsType<WebhookStep.Rest>(Guarding.Next(doubled with { Record = doubled.Record with { Test = Tested(WebhookTestResult.Refused) } })).State);
    }

    [Theory]
    [InlineData(-89, false)]
    [InlineData(-90, true)]
    public void A_secret_is_replaced_after_the_days_that_were_set(int days, bool isDue)
    {
        var old = Good();
        var step = Guarding.Next(old with { Record = old.Record with { RegisteredAt = Now.AddDays(days) } });
        Assert.Equal(isDue, step is WebhookStep.Register(RegisterCause.Rotation));
    }

    [Fact]
    public void With_no_days_set_it_is_never_replaced_by_itself()
    {
        var old = Good() with { Rules = Rules with { RotateAfter = null } };
        Assert.IsType<WebhookStep.Rest>(Guarding.Next(old with { Record = old.Record with { RegisteredAt = Now.AddYears(-5) } }));
    }

    [Fact]
    public void It_is_tested_daily_after_a_deployment_when_asked_for_and_hourly_while_it_fails()
    {
        var good = Good();
        Assert.IsType<WebhookStep.Test>(Guarding.Next(good with { Now = Now.AddHours(24) }));
        Assert.IsType<WebhookStep.Test>(Guarding.Next(good with { Rules = Rules with { Version = "2" } }));
        Assert.IsType<WebhookStep.Test>(Guarding.Next(good with { Record = good.Record with { WantsTest = true } }));
        var failing = good with { Record = good.Record with { Test = Tested(WebhookTestResult.Unreachable) } };
        Assert.IsType<WebhookStep.Rest>(Guarding.Next(failing with { Now = Now.AddMinutes(59) }));
        Assert.IsType<WebhookStep.Test>(Guarding.Next(failing with { Now = Now.AddHours(1) }));
    }

    [Theory]
    [InlineData(WebhookTestResult.Denied, true)]
    [InlineData(WebhookTestResult.Missing, true)]
    [InlineData(WebhookTestResult.Refused, false)]
    [InlineData(WebhookTestResult.Elsewhere, false)]
    [InlineData(WebhookTestResult.Unreachable, false)]
    public void A_failed_test_is_mended_by_another_secret_where_that_can_help_and_once(WebhookTestResult result, bool canHelp)
    {
        var failed = Good() with { Record = Good().Record with { Test = Tested(result) } };
        Assert.Equal(canHelp, Guarding.Next(failed) is WebhookStep.Register(RegisterCause.TestFailed));
        var again = Guarding.Next(failed with { Record = failed.Record with { IsAnew = true } });
        Assert.Equal(new WebhookStep.Rest(WebhookState.Failing, Tested(result).Words, WebhookRules.Every), again);
    }

    [Fact]
    public void Where_others_hold_all_places_it_says_who_does()
    {
        var full = View(listed: [Hook("wh_a", "https://one.example.com/in?key=s3cret"), Hook("wh_b", "https://two.example.com/"), Hook("wh_c", "no address")])
            with { IsFull = true };
        var rest = Assert.IsType<WebhookStep.Rest>(Guarding.Next(full));
        Assert.Equal(WebhookState.NoPlace, rest.State);
        Assert.Contains("https://one.example.com/in, https://two.example.com/", rest.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", rest.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_places_are_taken_one_of_ours_goes_first_and_the_one_that_counts_last()
    {
        var wanting = Good() with { IsFull = true, Record = Good().Record with { WantsRotation = true } };
        Assert.Equal(new WebhookStep.Remove("wh_1", RemoveCause.Place), Guarding.Next(wanting));
        var two = wanting with { Listed = [Hook("wh_0"), Hook("wh_1")], Ring = Ring("wh_0", "wh_1") };
        Assert.Equal(new WebhookStep.Remove("wh_0", RemoveCause.Place), Guarding.Next(two));
    }

    [Fact]
    public void One_that_was_registered_by_hand_is_left_alone_until_a_person_hands_it_over()
    {
        var hand = View(listed: [Hook("wh_theirs")]) with { Ring = HookRing.Empty.Add(ConnectionStore.ByHand, "secret-by-hand", Now, TimeSpan.Zero) };
        Assert.Equal(WebhookState.ByHand, Assert.IsType<WebhookStep.Rest>(Guarding.Next(hand)).State);

        var asked = hand with { Record = hand.Record with { WantsRotation = true } };
        Assert.Equal(new WebhookStep.Register(RegisterCause.Rotation), Guarding.Next(asked));
        var taken = asked with
        {
            Listed = [Hook("wh_theirs"), Hook("wh_1")],
            Ring = hand.Ring.Join("wh_1", "secret-of-1", Now, WebhookRules.Overlap),
            Record = Good().Record with { Test = null },
        };
        Assert.Equal(new WebhookStep.Test("wh_1"), Guarding.Next(taken));
        Assert.Equal(
            new WebhookStep.Remove("wh_theirs", RemoveCause.Replaced),
            Guarding.Next(taken with { Record = Good().Record }));
    }

    [Fact]
    public void A_registration_that_was_not_noted_any_more_is_noted() => Assert.Equal(
        new WebhookStep.Adopt("wh_2"), Guarding.Next(Good() with { Listed = [Hook("wh_1"), Hook("wh_2")], Ring = Ring("wh_1", "wh_2") }));

    [Fact]
    public void Something_is_due_when_its_time_has_come_and_after_a_change()
    {
        var connection = new Connection("acme", "convo", new Dictionary<string, string>(), 3);
        var record = Good().Record with { State = WebhookState.Guarded, Generation = 3, Address = Here, NextAt = Now.AddMinutes(30) };
        Assert.False(IsDue(record));
        Assert.True(IsDue(record with { NextAt = Now }));
        Assert.True(IsDue(record with { NextAt = Now.AddDays(30) }));
        Assert.True(IsDue(record with { Generation = 2 }));
        Assert.True(IsDue(record with { Address = "https://old.example.com/hooks/convo/acme" }));
        Assert.True(IsDue(record with { Test = record.Test! with { Version = "0" } }));
        Assert.True(IsDue(new WebhookRecord("acme")));

        bool IsDue(WebhookRecord known) => Guarding.IsDue(known, connection, new Uri(Here), Rules, Now);
    }

    private static WebhookView Good() => View(
        listed: [Hook("wh_1")],
        ring: Ring("wh_1"),
        record: new WebhookRecord("acme") { WebhookId = "wh_1", RegisteredAt = Now.AddDays(-1), Test = Tested(WebhookTestResult.Delivered) });

    private static WebhookView View(IReadOnlyList<RegisteredWebhook>? listed = null, HookRing? ring = null, WebhookRecord? record = null) =>
        new(new Uri(Here), listed ?? [], ring ?? HookRing.Empty, record ?? new WebhookRecord("acme"), Rules, Now);

    private static WebhookTest Tested(WebhookTestResult result) => new("wh_1", Now, "1", result, 200);

    private static RegisteredWebhook Hook(string id, string address = Here) => new(id, address, [.. EventName.OfMeetings, EventName.Test]);

    private static HookRing Ring(params string[] ids) =>
        ids.Aggregate(HookRing.Empty, (ring, id) => ring.Join(id, $"secret-of-{id}", Now, WebhookRules.Overlap));
}
