using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

/// <summary>The one queue, at its worst: messages get lost, doubled, late and out of order.</summary>
internal sealed class AdversarialQueue(SimulatedWorld world)
{
    private readonly List<Message> messages = [];

    /// <summary>True once the world heals.</summary>
    public bool IsReliable { get; set; }

    /// <summary>When the next message can be taken; null where there is none.</summary>
    public DateTimeOffset? Next => messages.Count is 0 ? null : messages.Min(m => m.VisibleAt);

    /// <summary>The messages that can be taken.</summary>
    public List<Message> Visible(DateTimeOffset now) => messages.FindAll(m => m.VisibleAt <= now);

    /// <summary>The queue as one instance reaches it.</summary>
    public IQueues For(Instance instance) => new Sender(this, world, instance);

    /// <summary>A worker has it: invisible until it is removed or its time is up.</summary>
    public void Take(Message message, DateTimeOffset now)
    {
        messages.Remove(message);
        messages.Add(message with { VisibleAt = now + TimeSpan.FromMinutes(5), Taken = message.Taken + 1 });
    }

    /// <summary>Done with: by the id, since taking it made it another version.</summary>
    public void Remove(Message message) => messages.RemoveAll(m => m.Number == message.Number);

    /// <summary>Its worker failed: it comes back soon, and after five times never, as with Azure's poison queue.</summary>
    public void Return(Message message, DateTimeOffset now)
    {
        Remove(message);

        if (message.Taken < 5)
        {
            messages.Add(message with { VisibleAt = now + TimeSpan.FromSeconds(10), Taken = message.Taken + 1 });
        }
    }

    private int sent;

    private void Add(WorkItem item, TimeSpan delay)
    {
        var choices = world.Choices;

        if (world.Mutant.LosesHints || (!IsReliable && choices.Now(Topic.Queue, 12)))
        {
            world.Scheduler.Note($"  the queue loses {item.Kind} {item.Id}");
            return;
        }

        var copies = !IsReliable && choices.Now(Topic.Queue, 12) ? 2 : 1;

        for (var copy = 0; copy < copies; copy++)
        {
            var late = !IsReliable && choices.Now(Topic.Queue, 10) ? TimeSpan.FromSeconds(choices.Pick(Topic.Queue, 400)) : TimeSpan.Zero;
            messages.Add(new Message(sent++, item, world.Now + delay + late, 0));
        }
    }

    internal sealed record Message(int Number, WorkItem Item, DateTimeOffset VisibleAt, int Taken);

    private sealed class Sender(AdversarialQueue queue, SimulatedWorld world, Instance instance) : IQueues
    {
        public async Task SendAsync(WorkItem item, TimeSpan delay, CancellationToken cancellation)
        {
            await world.Scheduler.PassAsync(instance, $"send {item.Kind} {item.Id}", cancellation);

            if (!queue.IsReliable && world.Choices.Now(Topic.Queue, 40))
            {
                throw new StorageException("the queue can't be reached", mayHaveHappened: false);
            }

            queue.Add(item, delay);
            await world.Scheduler.PassAsync(instance, $"answer: send {item.Kind}", cancellation);
        }
    }
}
