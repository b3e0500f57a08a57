using Convo.Functions.Core.Meetings;
using Convo.Functions.Core.Ports;
using Convo.Functions.Simulation.Schedule;

namespace Convo.Functions.Simulation.World;

// How time passes: one step after the other, each chosen among all that could happen.
internal sealed partial class SimulatedWorld
{
    private const int MostSteps = 60_000;
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(60);

    private void Live(DateTimeOffset? stormsUntil)
    {
        var end = Now + LongestRest;

        for (var steps = 0; Failure is null; steps++)
        {
            if (steps > MostSteps || Now > end)
            {
                Fail($"stuck: not at rest after {steps} steps, at {Now:u}");
            }

            if (stormsUntil is { } until && Now > until)
            {
                return;
            }

            EndJobs();
            MayCrash();

            if (!Step() && !Jump())
            {
                return;
            }
        }
    }

    private bool Step()
    {
        var gates = Scheduler.Waiting.Where(g => !g.What.StartsWith(StoreFaults.HeldBack, StringComparison.Ordinal)).ToList();
        var isFree = jobs.Count < settings.MostJobs;
        var messages = isFree ? Queue.Visible(Now) : [];
        var items = isFree ? script.FindAll(s => s.Time <= Now) : [];
        var sweeps = isFree && SweepIsDue ? 1 : 0;
        var count = gates.Count + messages.Count + items.Count + sweeps;

        if (count is 0)
        {
            return OpenHeldBack();
        }

        var pick = Choices.Pick(Topic.Order, count);

        if (pick < gates.Count)
        {
            OpenOrCrash(gates[pick]);
        }
        else if (pick < gates.Count + items.Count)
        {
            Happen(items[pick - gates.Count]);
        }
        else if (pick < gates.Count + items.Count + messages.Count)
        {
            Take(messages[pick - gates.Count - items.Count]);
        }
        else
        {
            StartSweep();
        }

        Clock.MoveTo(Now + TimeSpan.FromMilliseconds(Choices.Now(Topic.Clock, 40) ? 1 + Choices.Pick(Topic.Clock, 1500) : 1));
        return true;
    }

    private bool OpenHeldBack()
    {
        if (Scheduler.Waiting is not [var first, ..])
        {
            return false;
        }

        Scheduler.Open(first);
        return true;
    }

    private void OpenOrCrash(Gate gate)
    {
        if (crashes is 0 && settings.CrashAt?.Invoke(gate) is true)
        {
            Scheduler.Note($"at {gate}");
            Crash(gate.Instance);
            return;
        }

        Scheduler.Open(gate);
    }

    private void MayCrash()
    {
        if (!IsHealing && crashes < settings.MostCrashes && Scheduler.Waiting.Count > 0 && Choices.Now(Topic.Crash, 120))
        {
            Crash(instances[Choices.Pick(Topic.Crash, instances.Count)]);
        }
    }

    private void Crash(Instance instance)
    {
        crashes++;
        Scheduler.Kill(instance);
        instances[instances.IndexOf(instance)] = new Instance(this, instancesMade++);
        noSweepBefore = Now;
    }

    private void Happen(ScriptItem item)
    {
        script.Remove(item);
        Scheduler.Note($"== {item.What}");
        item.Happens();
    }

    private void Take(AdversarialQueue.Message message)
    {
        var instance = AnyInstance();
        Queue.Take(message, Now);
        Start(
            instance,
            $"{message.Item.Kind} {message.Item.Id}",
            () => message.Item.Kind is WorkKind.Advance
                ? instance.Flow.AdvanceAsync(MeetingKey.Parse(message.Item.Id)!.Value, CancellationToken.None)
                : instance.Flow.DeliverAsync(DeliveryId.Parse(message.Item.Id)!.Value, CancellationToken.None),
            job => Settle(job, () => Queue.Remove(message), () => Queue.Return(message, Now)));
    }

    private bool SweepIsDue => !Mutant.HasNoSweep && noSweepBefore <= Now && Watch.NextOpen <= Now;

    private void StartSweep()
    {
        var instance = AnyInstance();
        noSweepBefore = Now + TimeSpan.FromSeconds(30);
        Start(instance, "sweep", () => instance.Flow.SweepAsync(Now, CancellationToken.None), job => Settle(job, () => { }, () => { }));
    }

    /// <summary>What follows when a job ended: a storage failure is the caller's affair, any other is a bug.</summary>
    private void Settle(Job job, Action done, Action again)
    {
        if (job.IsDone)
        {
            done();
        }
        else if (job.Failure is null or StorageException)
        {
            again();
        }
        else
        {
            Fail($"{job.Name} ended with {job.Failure.GetType().Name}: {job.Failure.Message}");
        }
    }

    private void EndJobs()
    {
        for (var i = jobs.Count - 1; i >= 0; i--)
        {
            var (job, ended) = jobs[i];

            if (job.IsDone || job.Failure is not null)
            {
                jobs.RemoveAt(i);
                ended(job);
            }
            else if (job.IsLost)
            {
                // A lost queue message comes back by itself; a lost request is the sender's affair.
                jobs.RemoveAt(i);

                if (job.Name.StartsWith(HookJob, StringComparison.Ordinal))
                {
                    ended(job);
                }
            }
        }
    }

    // Nothing can go on: to the next moment at which something can.
    private bool Jump()
    {
        DateTimeOffset?[] moments =
        [
            Clock.NextTimer,
            Queue.Next,
            script.Count is 0 ? null : script.Min(s => s.Time),
            Mutant.HasNoSweep || Watch.NextOpen is not { } open ? null : open > noSweepBefore ? open : noSweepBefore,
        ];

        // What is due already and still couldn't begin waits for a job to end, and that for a timer.
        if (moments.Where(m => m > Now).Min() is not { } next)
        {
            return false;
        }

        Clock.MoveTo(next);
        return true;
    }
}
