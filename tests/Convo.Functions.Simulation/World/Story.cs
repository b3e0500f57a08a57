using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Recipes;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>What happens to a team in a few hours, as the seed has it.</summary>
internal sealed class Story(SimulatedWorld world)
{
    public static readonly IReadOnlyList<string> Ready = ["conversation.keypoints.ready", "conversation.summary.ready", "conversation.action_items.ready"];

    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    /// <summary>Writes a story into the world's script.</summary>
    public static void Write(SimulatedWorld world) => new Story(world).Write();

    /// <summary>Writes a story about meetings whose recipe asks first, and about people who answer, late, twice or never.</summary>
    public static void WriteAsked(SimulatedWorld world) => new Story(world).WriteAsked();

    /// <summary>Writes a story about meetings whose key points two recipes want for a credit.</summary>
    public static void WriteGenerating(SimulatedWorld world) => new Story(world).WriteGenerating();

    /// <summary>The three ready events in one of their six orders.</summary>
    public static IEnumerable<string> InOrder(int order) => Orders[order].Select(i => Ready[i]);

    private void Write()
    {
        Publish(TeamRecipes.ForSummary(Pick(2) is 1 ? IfFails.Continue : IfFails.Stop));
        Publish(TeamRecipes.ForTasks());
        Publish(TeamRecipes.ForRenamed());
        Publish(TeamRecipes.ForGone());
        Publish(TeamRecipes.ForWords());

        for (var i = 0; i <= Pick(3); i++)
        {
            WriteMeeting(i);
        }

        if (Pick(4) is 1)
        {
            Later(Pick(3000), "Convo tests the webhook", () => world.Deliver("""{"event":"webhook.test","data":{}}"""u8.ToArray(), "webhook.test"));
        }

        if (Pick(4) is 1)
        {
            Later(Pick(3000), "an odd body", () => world.Deliver("""{"event":"conversation.created","data":{}}"""u8.ToArray(), "odd"));
        }
    }

    private void WriteAsked()
    {
        Publish(TeamRecipes.ForAsked());

        for (var i = 0; i <= Pick(2); i++)
        {
            WriteMeeting(i);
        }

        for (var i = 0; i < 10; i++)
        {
            Later(Pick(9000), "a person looks at the questions", world.AnswerQuestions);
        }
    }

    private void WriteGenerating()
    {
        Publish(TeamRecipes.ForMaking(TeamRecipes.Making));
        Publish(TeamRecipes.ForMaking(TeamRecipes.MakingToo));

        for (var i = 0; i <= Pick(4); i++)
        {
            WriteMeeting(i);
        }
    }

    private void Publish(Recipe recipe)
    {
        var since = Pick(3) is 1 ? Pick(2000) : 0;
        Later(since, $"{recipe.Id} is published", () => world.Recipes.Publish(recipe));

        if (Pick(6) is 1)
        {
            Later(since + 1 + Pick(3000), $"{recipe.Id} is switched off", () => world.Recipes.SwitchOff(recipe.Id));
        }
    }

    private void WriteMeeting(int number)
    {
        var meeting = new ScriptedMeeting($"sess_{number}", Pick(24) is 1 ? 120 : 1 + Pick(3)) { IsDenied = Pick(20) is 1 };
        world.Meetings[meeting.ConversationId] = meeting;
        var begins = Pick(1800);
        Send(meeting, begins, "conversation.created");
        WriteReady(meeting, begins + Pick(600), 1);

        if (Pick(2) is 1)
        {
            WriteReady(meeting, begins + 600 + Pick(2400), 2);
        }

        for (var i = 0; i < Pick(3); i++)
        {
            Send(meeting, begins + Pick(2000), "conversation.updated", $"title {Pick(2)}");
        }

        if (Pick(5) is 1)
        {
            Send(meeting, begins + Pick(2000), "transcript.ready");
        }

        if (Pick(5) is 1)
        {
            Later(begins + Pick(3000), "a person runs summary again", () => world.RunAgain(meeting, TeamRecipes.Summary, OccasionKind.Summary, "again-1"));
        }

        if (Pick(6) is 1)
        {
            Send(meeting, begins + Pick(3000), "conversation.deleted");
        }
    }

    // The facts may come a while after the events; after each change of the facts there is at least one event.
    private void WriteReady(ScriptedMeeting meeting, int begins, int version)
    {
        var late = Pick(4) is 1 ? Pick(900) : 0;
        meeting.Versions[world.Now + TimeSpan.FromSeconds(begins + late)] = version;

        foreach (var name in InOrder(Pick(6)))
        {
            Send(meeting, begins + Pick(30), name);
        }

        Send(meeting, begins + Math.Max(30, late) + 1, Ready[Pick(3)]);
    }

    private void Send(ScriptedMeeting meeting, int begins, string name, string? title = null) => Later(
        begins,
        $"{meeting.ConversationId}: {name}",
        () =>
        {
            var body = world.Body(meeting, name, title);
            world.Deliver(body, $"{name} of {meeting.ConversationId}");

            for (var copy = 0; copy < Pick(3); copy++)
            {
                var after = TimeSpan.FromSeconds(Pick(300));
                world.At(world.Now + after, $"a copy of {name}", () => world.Deliver(body, $"copy of {name} of {meeting.ConversationId}"));
            }
        });

    private void Later(int seconds, string what, Action happens) => world.At(world.Now + TimeSpan.FromSeconds(seconds), what, happens);

    private int Pick(int count) => world.Choices.Pick(Topic.Story, count);
}
