using System.Text.Json;
using Convo.Functions.Core.Facts;
using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;

namespace Convo.Functions.Core.Tests.Planning;

/// <summary>Rows of one meeting, for decisions that are pure.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    public static readonly MeetingKey Key = MeetingKey.For("convo", "sess_1");

    public static readonly FlowOptions Options = new();

    public static MeetingEvent Event(string id, OccasionKind? kind, DateTimeOffset at, string dataHash = "", RunAgain? again = null) =>
        new(id, "name", kind, "sess_1", at, EventSource.Webhook, dataHash, LateMinutes: 0, again);

    public static MeetingSnapshot Snapshot(
        IReadOnlyList<MeetingEvent>? events = null, Meeting? meeting = null, IReadOnlyList<Run>? runs = null, IReadOnlyList<Delivery>? deliveries = null) =>
        new(Key, meeting, events ?? [], runs ?? [], deliveries ?? []);

    public static Meeting Meeting(long joined, DateTimeOffset? deletedAt = null) => new(Key, "sess_1", Noon, joined, deletedAt) { Tag = "1" };

    public static Run Run(RunState state, OccasionKind kind = OccasionKind.Summary, string n = Occasion.First) =>
        new(Key, "recipe", 1, new Occasion(kind, n), Noon, Noon.AddHours(2), state) { Tag = "1" };

    public static Delivery Delivery(string step, DeliveryState state, params string[] waitsFor) =>
        new(new DeliveryId(Key, "recipe", new Occasion(OccasionKind.Summary, Occasion.First), step, 0), "note", "team", "#team", "new", 1, state, waitsFor)
        {
            Delivered = state is DeliveryState.Delivered ? "new" : null,
            Tag = "1",
        };

    public static PublishedRecipe Published(DateTimeOffset since, OccasionKind kind = OccasionKind.Summary, bool each = false, string id = "recipe") =>
        new(Recipe([Step("a")], kind, each, id), 3, since);

    public static Recipe Recipe(IReadOnlyList<RecipeStep> steps, OccasionKind kind = OccasionKind.Summary, bool each = false, string id = "recipe") => new(
        id, id, TimeZoneInfo.Utc, new RecipeWhen(new HashSet<OccasionKind> { kind }, each, TimeSpan.FromHours(2)), OnlyIf: null, steps,
        new HashSet<string>());

    public static RecipeStep Step(string id) => new(
        id, "note", Version: 1, Connection: "team", JsonSerializer.SerializeToElement(new { }), ForEach: null, OnlyIf: null, IfFails.Stop, After: null);

    public static FactValue.Group Facts(params (string Name, FactValue Value)[] members) => new(members.ToDictionary(m => m.Name, m => m.Value));
}
