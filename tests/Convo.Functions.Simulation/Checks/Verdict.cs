using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Planning;
using Convo.Functions.Core.Ports;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.World;

namespace Convo.Functions.Simulation.Checks;

/// <summary>What must hold once a world is at rest, told from what happened to it and not from how the product works.</summary>
internal sealed class Verdict(SimulatedWorld world)
{
    public void Check()
    {
        if (world.Watch.Open.Count > 0)
        {
            world.Fail($"at rest, and {string.Join(", ", world.Watch.Open)} is in the open-work index");
        }

        foreach (var scripted in world.Meetings.Values)
        {
            var meeting = world.Watch.Read(SimulatedWorld.KeyOf(scripted));
            CheckEvents(meeting);
            CheckRuns(meeting);
            CheckMessages(scripted, meeting);
            CheckWishes(scripted, meeting);
        }

        CheckNoStrangers();
        CheckCredits();
        CheckQuarantine();
        CheckContent();
    }

    private void CheckEvents(MeetingSnapshot meeting)
    {
        foreach (var id in world.Watch.AckedEvents.GetValueOrDefault(meeting.Key) ?? [])
        {
            if (meeting.Events.Count(e => e.Id == id) is not 1)
            {
                world.Fail($"lost: the acknowledged event {id} of {meeting.Key}");
            }
        }

        if (Watch.Unfinished(meeting) is { } what)
        {
            world.Fail($"stuck: {what} of {meeting.Key}");
        }
    }

    private void CheckRuns(MeetingSnapshot meeting)
    {
        foreach (var recipe in world.Recipes.Known)
        {
            var (since, until) = world.Recipes.History[recipe.Id];
            var kind = recipe.When.Occasions.Single();
            var opened = meeting.Events
                .Where(e => e.Kind == kind && e.Again is null && !world.Echoes.Contains(e.Id))
                .GroupBy(e => recipe.When.Each ? e.DataHash : Occasion.First)
                .ToDictionary(e => new Occasion(kind, e.Key), e => e.Min(one => one.ReceivedAt));

            foreach (var wish in meeting.Events.Where(e => e.Again?.Recipe == recipe.Id))
            {
                opened[new Occasion(kind, wish.Again!.N)] = wish.ReceivedAt;
            }

            foreach (var (occasion, at) in opened)
            {
                var run = meeting.Runs.SingleOrDefault(r => r.Recipe == recipe.Id && r.Occasion == occasion);
                CheckRun(recipe, occasion, at, run, since, until, isDeleted: meeting.Meeting?.DeletedAt is not null && kind is not OccasionKind.Deleted);
            }

            if (meeting.Runs.FirstOrDefault(r => r.Recipe == recipe.Id && !opened.ContainsKey(r.Occasion)) is { } strange)
            {
                world.Fail($"a run of nothing that happened: {strange.Id}");
            }
        }
    }

    private void CheckRun(Recipe recipe, Occasion occasion, DateTimeOffset opened, Run? run, DateTimeOffset since, DateTimeOffset? until, bool isDeleted)
    {
        if (run is null && opened > since && until is null && !isDeleted)
        {
            world.Fail($"lost: {recipe.Id} never ran on {occasion}, opened {opened:u}");
        }

        if (run is not null && opened < since && !IsWish(occasion))
        {
            world.Fail($"{recipe.Id} ran on {occasion}, which had opened before it was published");
        }

        if (run is { State: RunState.Done or RunState.Refused, Total: > 0 } && until < run.OpenedAt)
        {
            world.Fail($"{recipe.Id} ran on {occasion} although it was off");
        }
    }

    private static bool IsWish(Occasion occasion) => occasion.N.StartsWith("again-", StringComparison.Ordinal);

    private void CheckMessages(ScriptedMeeting scripted, MeetingSnapshot meeting)
    {
        foreach (var delivery in meeting.Deliveries.Where(one => one.Action is not GenerateAction.Name))
        {
            var run = meeting.Runs.Single(r => r.RowKey == delivery.Id.RunRowKey);
            var place = delivery.Action is TellAction.Name ? world.Inbox : world.Channel;
            var messages = place.Messages.Where(m => m.Mark == delivery.Id.ToString()).ToList();

            if (delivery.Action is not TellAction.Name && messages.Count > 1)
            {
                world.Fail($"{messages.Count} messages for {delivery.Id}");
            }

            if (delivery.State is DeliveryState.Delivered && messages.Count is 0)
            {
                world.Fail($"{delivery.Id} is delivered and there is no message");
            }

            if (meeting.Meeting?.DeletedAt is not null && run.Occasion.Kind is not OccasionKind.Deleted)
            {
                CheckTakenBack(delivery, messages.Count);
            }

            if (delivery is { State: DeliveryState.Delivered, Action: PostAction.Name }
                && !Settling.IsOver(meeting, run)
                && LastText(scripted, meeting, delivery) is { } text && messages[0].Text != text)
            {
                world.Fail($"{delivery.Id} says '{messages[0].Text}' and not '{text}'");
            }
        }
    }

    // What Convo has made is there; what was paid for and never came says so.
    private void CheckWishes(ScriptedMeeting scripted, MeetingSnapshot meeting)
    {
        foreach (var delivery in meeting.Deliveries.Where(one => one.Action is GenerateAction.Name))
        {
            if (delivery.State is DeliveryState.Delivered && !world.Credits.Has(scripted.ConversationId, GenerateAction.What))
            {
                world.Fail($"{delivery.Id} is delivered and Convo has made nothing");
            }

            if (delivery.State is DeliveryState.Refused or DeliveryState.Uncertain
                && world.Credits.IsLost(scripted.ConversationId, GenerateAction.What)
                && delivery.Reason?.Contains("uncertain whether that cost an AI credit", StringComparison.Ordinal) is not true)
            {
                world.Fail($"a credit was lost on {delivery.Id}, which is {delivery.State} and says: {delivery.Reason}");
            }
        }
    }

    // Never more than allowed, and whatever was spent is counted.
    private void CheckCredits()
    {
        var counted = world.Rows.Snapshot()
            .Where(r => r.Table is TableNames.Budgets && r.Row.Key.StartsWith("u|", StringComparison.Ordinal))
            .Select(r => r.Row.Number("used") ?? 0)
            .ToList();

        if (counted.Any(used => used is < 0 or > TeamRecipes.CreditsPerMonth))
        {
            world.Fail($"a recipe has taken {counted.Max()} credits and may take {TeamRecipes.CreditsPerMonth}");
        }

        if (counted.Sum() < world.Credits.Spent)
        {
            world.Fail($"{world.Credits.Spent} credits were spent and {counted.Sum()} are counted");
        }
    }

    private void CheckTakenBack(Delivery delivery, int messages)
    {
        if (delivery.State is not (DeliveryState.Withdrawn or DeliveryState.Stands or DeliveryState.Cancelled or DeliveryState.Refused))
        {
            world.Fail($"the meeting was deleted, and {delivery.Id} is {delivery.State}");
        }

        if (messages > 0 && delivery.State is not DeliveryState.Stands)
        {
            world.Fail($"the meeting was deleted, and {delivery.Id} is {delivery.State} with {messages} messages");
        }
    }

    private static string? LastText(ScriptedMeeting scripted, MeetingSnapshot meeting, Delivery delivery) => delivery.Id.Recipe switch
    {
        TeamRecipes.Summary => ScriptedMeeting.TitleAt(scripted.Versions.Values.Last()),
        TeamRecipes.Tasks => ScriptedMeeting.ItemAt(delivery.Id.Item, scripted.Versions.Values.Last()),
        TeamRecipes.Gone => meeting.Meeting!.ConversationId,
        _ => null,
    };

    private void CheckNoStrangers()
    {
        var marks = world.Meetings.Values.SelectMany(m => world.Watch.Read(SimulatedWorld.KeyOf(m)).Deliveries).Select(d => d.Id.ToString()).ToHashSet();

        foreach (var message in world.Channel.Messages.Concat(world.Inbox.Messages))
        {
            if (!marks.Contains(message.Mark))
            {
                world.Fail($"a message without a row: {message.Mark}");
            }
        }
    }

    private void CheckQuarantine()
    {
        var rows = world.Rows.Snapshot().Where(r => r.Table is TableNames.Quarantine).Select(r => r.Row.Key).ToHashSet();

        if (world.Watch.Quarantined.FirstOrDefault(id => !rows.Contains(id)) is { } lost)
        {
            world.Fail($"lost: what was set aside as {lost}");
        }
    }

    private void CheckContent()
    {
        foreach (var key in world.Meetings.Values.Select(SimulatedWorld.KeyOf))
        {
            if (world.Watch.Read(key).Meeting?.DeletedAt is not null && Content().Contains(key.Text))
            {
                world.Fail($"{key} was deleted, and content of it is kept");
            }
        }

        // More than once: a planned fault may hit any one of them.
        for (var sweep = 0; sweep < 3; sweep++)
        {
            world.SweepAfter(world.Options.Keep.Content + TimeSpan.FromMinutes(10));
        }

        if (Content().FirstOrDefault(owner => MeetingKey.Parse(owner) is not null) is { } kept)
        {
            world.Fail($"content of {kept} is kept beyond its time");
        }

        world.SweepAfter(TimeSpan.FromDays(31));

        if (Content().FirstOrDefault() is { } left)
        {
            world.Fail($"content of {left} is kept for ever");
        }
    }

    private IEnumerable<string> Content() => world.Rows.Snapshot()
        .Where(r => r.Table is TableNames.Content && r.Row.Partition is not "keep")
        .Select(r => r.Row.Partition);
}
