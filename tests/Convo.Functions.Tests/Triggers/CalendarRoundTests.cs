using Convo.Functions.Core.Budgets;
using Convo.Functions.Core.Calendars;
using Convo.Functions.Core.Calendars.Snapshot;
using Convo.Functions.Core.Connections;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Core.Recipes.Ready;
using Convo.Functions.Tests.Stage;
using Convo.Functions.Web.Triggers;
using Microsoft.Extensions.DependencyInjection;

namespace Convo.Functions.Tests.Triggers;

/// <summary>Calendars are looked at every half hour, whatever calls and on however many instances, and only where a recipe wants it.</summary>
public sealed class CalendarRoundTests : IAsyncLifetime
{
    private readonly CountedCalendar calendar = new();
    private readonly Published recipes = new();
    private Handler handler = null!;

    public async Task InitializeAsync()
    {
        handler = await Handler.StartAsync(around: services => services.AddSingleton<ICalendarAccount>(calendar));
        await handler.ConnectAsync();
    }

    public async Task DisposeAsync() => await handler.DisposeAsync();

    [Fact]
    public async Task Many_instances_take_one_snapshot_in_half_an_hour()
    {
        recipes.UseCalendar = true;
        for (var half = 1; half <= 3; half++)
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Instance().LookAsync(default)));

            Assert.Equal(half, calendar.Asked);
            handler.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal("evt_1", Assert.Single(await handler.Services.GetRequiredService<CalendarStore>().EventsAsync(Handler.Connection, default)).Id);
    }

    [Fact]
    public async Task Where_no_recipe_that_is_on_uses_the_calendar_none_is_read()
    {
        await Instance().LookAsync(default);

        Assert.Equal(0, calendar.Asked);
        Assert.Empty(handler.Rows(TableNames.Calendar));
    }

    [Fact]
    public async Task One_instance_asks_whose_turn_it_is_every_ten_minutes_and_not_at_each_call()
    {
        var instance = Instance();
        await instance.LookAsync(default);
        handler.Store.Down();

        // Storage that is away is not noticed: it isn't asked.
        handler.Clock.Advance(TimeSpan.FromMinutes(9));
        await instance.LookAsync(default);
        handler.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<StorageException>(() => instance.LookAsync(default));
    }

    [Fact]
    public async Task A_calendar_that_fails_is_logged_without_what_it_said_and_tried_again()
    {
        recipes.UseCalendar = true;
        calendar.Fails = true;
        await Instance().LookAsync(default);
        Assert.Contains("The calendar of acme could not be looked after", handler.Log.All, StringComparison.Ordinal);
        Assert.DoesNotContain(CountedCalendar.Secret, handler.Log.All, StringComparison.Ordinal);

        calendar.Fails = false;
        handler.Clock.Advance(TimeSpan.FromMinutes(30));
        await Instance().LookAsync(default);
        Assert.Equal(2, calendar.Asked);
    }

    [Fact]
    public async Task A_connection_that_is_removed_takes_its_calendar_with_it()
    {
        recipes.UseCalendar = true;
        await Instance().LookAsync(default);
        Assert.NotEmpty(handler.Rows(TableNames.Calendar));

        using var answer = await handler.AdminAsync(HttpMethod.Delete, $"/api/connections/{Handler.Connection}");

        Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(handler.Rows(TableNames.Calendar));
    }

    private CalendarRound Instance() => ActivatorUtilities.CreateInstance<CalendarRound>(handler.Services, recipes);

    /// <summary>A calendar with one event in an hour.</summary>
    private sealed class CountedCalendar : ICalendarAccount
    {
        public const string Secret = "Vertraulicher Termin";

        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public bool Fails { get; set; }

        public Task<CalendarAnswer> EventsAsync(
            Connection connection, DateTimeOffset from, DateTimeOffset until, CallUse use, CancellationToken cancellation)
        {
            Interlocked.Increment(ref asked);
            CalendarEvent one = new("evt_1", Secret, from.AddHours(1), from.AddHours(2), IsAllDay: false, [], Organiser: null);
            return Fails
                ? throw new InvalidOperationException(Secret)
                : Task.FromResult<CalendarAnswer>(new CalendarAnswer.Here([one], until, PauseUntil: null));
        }

        public Task<string?> OwnAddressAsync(Connection connection, CancellationToken cancellation) => Task.FromResult<string?>("anna@acme.example");
    }

    /// <summary>One recipe that is on: of the action items, or of the calendar.</summary>
    private sealed class Published : IRecipes
    {
        public bool UseCalendar { get; set; }

        public Task<IReadOnlyList<PublishedRecipe>> PublishedAsync(CancellationToken cancellation)
        {
            var needs = new HashSet<string> { UseCalendar ? "calendar.matched" : "actionItems" };
            var recipe = new Recipe(
                ReadyRecipes.ActionItemsToSlack, "x", TimeZoneInfo.Utc, new RecipeWhen(new HashSet<Core.Meetings.OccasionKind>(), false, TimeSpan.Zero),
                OnlyIf: null, [], needs);
            return Task.FromResult<IReadOnlyList<PublishedRecipe>>([new PublishedRecipe(recipe, 1, DateTimeOffset.MinValue)]);
        }

        public Task<Recipe?> VersionAsync(string id, int version, CancellationToken cancellation) => Task.FromResult<Recipe?>(null);

        public Task<string?> IsOffAsync(string id, CancellationToken cancellation) => Task.FromResult<string?>(null);
    }
}
