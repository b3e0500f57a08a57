using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Core.Actions;
using Convo.Functions.Core.Facts;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>What the simulated actions share: their setting is the path of the fact that they say.</summary>
internal abstract class SimulatedAction : IRecipeAction
{
    public abstract ActionInfo Info { get; }

    public JsonNode SettingsSchema { get; } = new JsonObject { ["type"] = "string" };

    public JsonElement Sample { get; } = JsonSerializer.SerializeToElement("meeting.title");

    public IReadOnlyList<Problem> Check(JsonElement settings, string path) => [];

    public IReadOnlySet<string> Needs(JsonElement settings) => new HashSet<string> { settings.GetString()! };

    public virtual Artefact Render(JsonElement settings, RenderScope scope)
    {
        var value = scope.Item is FactValue.Group item ? item.Members["text"] : scope.Facts.Find(settings.GetString()!);
        var text = value is FactValue.Text { Value: var known } ? known : "nothing known";
        return new Artefact("#team", text, text, new HashSet<PrivacyClass> { PrivacyClass.Content });
    }

    public abstract Task<Outcome> DeliverAsync(Artefact artefact, ActionContext context, CancellationToken cancellation);

    public abstract Task<LookUp> LookUpAsync(Artefact artefact, ActionContext context, CancellationToken cancellation);

    public abstract Task<Outcome> WithdrawAsync(string destination, ActionContext context, CancellationToken cancellation);
}

/// <summary>One call to the outside: it may refuse, fail, hang, or have its effect and not say so.</summary>
internal sealed class OutsideCall(SimulatedWorld world, Instance instance)
{
    public async Task<Outcome> MakeAsync(string what, Func<Attempted, string> effect, CancellationToken cancellation)
    {
        var attempt = new Attempted(instance, Job.Current);
        await world.Scheduler.PassAsync(instance, what, cancellation);
        var ending = world.NextEnding();

        switch (ending)
        {
            case OutsideEnding.Refuses:
                return new Outcome.Refused("channel_not_found", "Choose another channel.");
            case OutsideEnding.TriesAgain:
                return new Outcome.TryAgain("503", world.Choices.Pick(Topic.Outside, 2) is 1 ? world.Now + TimeSpan.FromSeconds(7) : null);
            case OutsideEnding.WaitsItsTurn:
                return new Outcome.TryAgain("waits its turn", world.Now + TimeSpan.FromSeconds(2)) { WasAttempt = false };
            case OutsideEnding.HangsWithoutEffect:
                attempt.IsUncertain = true;
                await SimulatedWorld.HangAsync(instance, cancellation);
                break;
        }

        var receipt = effect(attempt);
        attempt.IsUncertain = ending is not OutsideEnding.Works;

        switch (ending)
        {
            case OutsideEnding.WorksUnheard:
                return new Outcome.Uncertain("the connection broke");
            case OutsideEnding.WorksAndThrows:
                throw new InvalidOperationException("the answer made no sense");
            case OutsideEnding.WorksAndHangs:
                await SimulatedWorld.HangAsync(instance, cancellation);
                break;
        }

        attempt.IsUncertain = true;
        await world.Scheduler.PassAsync(instance, $"answer: {what}", cancellation);
        attempt.IsUncertain = false;
        return new Outcome.Delivered(receipt);
    }
}

/// <summary>One attempt at an effect, for the model: may it be repeated?</summary>
internal sealed class Attempted(Instance instance, Job? job)
{
    /// <summary>True when the caller was not told that it worked.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>True when a repetition is excused: its instance died, its outcome was uncertain, or the store did not let it be recorded.</summary>
    public bool ExcusesRepetition => IsUncertain || !instance.IsAlive || job?.Failure is not null;
}

/// <summary>How a call to the outside ends.</summary>
internal enum OutsideEnding
{
    Works,
    Refuses,
    TriesAgain,
    WaitsItsTurn,
    WorksUnheard,
    WorksAndThrows,
    WorksAndHangs,
    HangsWithoutEffect,
}

/// <summary>A place outside where effects pile up.</summary>
internal sealed class Destination(Action<string> fail)
{
    private readonly List<Message> messages = [];
    private readonly HashSet<string> withdrawn = [];
    private int made;

    /// <summary>What is there, in the order it came.</summary>
    public IReadOnlyList<Message> Messages => messages;

    public Message? Find(string mark) => messages.Find(m => m.Mark == mark);

    /// <summary>How many marks were taken back.</summary>
    public int Withdrawals => withdrawn.Count;

    /// <summary>Takes back all messages of a mark; nothing where none is there.</summary>
    public void Remove(string mark)
    {
        withdrawn.Add(mark);
        messages.RemoveAll(m => m.Mark == mark);
    }

    /// <summary>Adds a message, or edits the one with the receipt.</summary>
    public string Put(string mark, string? receipt, string text, string hash, Attempted attempt)
    {
        if (withdrawn.Contains(mark))
        {
            fail($"posted after it was withdrawn: {mark}");
        }

        if (messages.Find(m => m.Receipt == receipt) is { } known)
        {
            (known.Text, known.Hash) = (text, hash);
            known.Edits++;
            return known.Receipt;
        }

        if (messages.FindLast(m => m.Mark == mark) is { Attempt.ExcusesRepetition: false })
        {
            fail($"repeated without a crash: {mark}");
        }

        messages.Add(new Message(mark, $"ts{made++}", attempt) { Text = text, Hash = hash });
        return messages[^1].Receipt;
    }

    internal sealed record Message(string Mark, string Receipt, Attempted Attempt)
    {
        public required string Text { get; set; }

        public required string Hash { get; set; }

        public int Edits { get; set; }
    }
}
