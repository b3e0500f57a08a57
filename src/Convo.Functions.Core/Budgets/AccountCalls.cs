using Convo.Functions.Core.Accounts;
using Convo.Functions.Core.Ports;

namespace Convo.Functions.Core.Budgets;

/// <summary>
/// One account's calls as this instance reserves them. Whoever asks while a write is under way waits for the next, which then reserves for all of them at
/// once; and the row's last known version is kept, so that an instance alone needs one write and no read.
/// </summary>
internal sealed class AccountCalls(string account, ITables tables, IChance chance, TimeProvider clock, AccountAlarm? alarm)
{
    private const int MostTries = 20;

    /// <summary>How long a reserved call is good for.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);

    // Another instance may have learned of a higher limit; to be told "no room" by an old row for longer would leave calls unused.
    private static readonly TimeSpan RefusesFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Queue<ReservedCalls> spare = new();
    private List<Request> waiting = [];
    private bool isWriting;
    private CallReport? heard;
    private CallWindow known = CallWindow.Empty(account);
    private long readAt;

    /// <summary>The window as this instance last saw it, with what Convo said since.</summary>
    public CallWindow Known
    {
        get
        {
            lock (gate)
            {
                return heard is { } report ? known.Learn(report) : known;
            }
        }
    }

    public int RoomFor(CallUse use) => Known.Room(use, clock.GetUtcNow());

    public bool IsStoppedFor(CallUse use) => Known.IsStoppedFor(use);

    public DateTimeOffset SoonAgain() => clock.GetUtcNow() + Soon;

    public bool IsGood(ReservedCalls reserved) => clock.GetElapsedTime(reserved.Since) < GoodFor;

    public void GiveBack(ReservedCalls reserved)
    {
        lock (gate)
        {
            if (reserved.Count > 0 && IsGood(reserved))
            {
                spare.Enqueue(reserved);
            }
        }
    }

    /// <summary>Keeps what Convo said for the next write; a refusal is written now.</summary>
    public async Task HeardAsync(CallReport report, CancellationToken cancellation)
    {
        lock (gate)
        {
            heard = report with
            {
                ClosedUntil = report.ClosedUntil ?? (heard?.ClosedUntil > report.At ? heard.ClosedUntil : null),
                Verdict = report.Verdict ?? heard?.Verdict,
            };
        }

        if (report.ClosedUntil is not null || report.Verdict is not null)
        {
            await AskAsync(new Request(CallUse.Gathering, Calls: 0), cancellation);
        }
    }

    /// <summary>Reserves calls: first what others here left, then of the hour.</summary>
    public async Task<CallAnswer> ReserveAsync(CallUse use, int calls, CancellationToken cancellation) =>
        !IsStoppedFor(use) && Spare(calls) is { } left ? Granted(use, left) : await AskAsync(new Request(use, calls), cancellation);

    private async Task<CallAnswer> AskAsync(Request request, CancellationToken cancellation)
    {
        bool begins;
        lock (gate)
        {
            waiting.Add(request);
            begins = !isWriting;
            isWriting = true;
        }

        if (begins)
        {
            // Not the caller's to cancel: others wait for it too, and the store bounds each of its calls.
            _ = WriteAllAsync();
        }

        return await request.Answer.Task.WaitAsync(cancellation);
    }

    private CallAnswer.Granted Granted(CallUse use, ReservedCalls reserved) => new(new CallGrant(this, use, reserved));

    // All or nothing of one age: mixed ones would be good for as long as the oldest.
    private ReservedCalls? Spare(int calls)
    {
        lock (gate)
        {
            while (spare.TryPeek(out var oldest) && !IsGood(oldest))
            {
                spare.Dequeue();
            }

            if (!spare.TryPeek(out var first) || first.Count < calls)
            {
                return null;
            }

            spare.Dequeue();
            if (first.Count > calls)
            {
                spare.Enqueue(first with { Count = first.Count - calls });
            }

            return first with { Count = calls };
        }
    }

    private async Task WriteAllAsync()
    {
        while (NextBatch() is { } batch)
        {
            try
            {
                await WriteAsync(batch);
            }
#pragma warning disable CA1031 // Whatever it is belongs to those who wait for the answer; nobody else would see it.
            catch (Exception error)
#pragma warning restore CA1031
            {
                batch.ForEach(request => request.Answer.TrySetException(error));
            }
        }
    }

    private List<Request>? NextBatch()
    {
        lock (gate)
        {
            if (waiting.Count is 0)
            {
                isWriting = false;
                return null;
            }

            var batch = waiting;
            waiting = [];
            return batch;
        }
    }

    private async Task WriteAsync(List<Request> batch)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (attempt > 0 || known.Tag is null || (clock.GetElapsedTime(readAt) >= RefusesFor && !FitsAll(batch)))
            {
                await ReadAsync();
            }

            var since = clock.GetTimestamp();
            var now = clock.GetUtcNow();
            var report = Volatile.Read(ref heard);
            var (window, answers) = Decide(batch, report is null ? known : known.Learn(report), now);
            var before = known.Stop;
            if (window is null || await ReplaceAsync(window, report))
            {
                if (window?.Stop is { } stop && before is null && alarm is not null)
                {
                    await alarm.StoppedAsync(account, stop, CancellationToken.None);
                }

                Tell(batch, answers, since);
                return;
            }
        }

        var soon = SoonAgain();
        batch.ForEach(request => request.Answer.TrySetResult(new CallAnswer.NoRoom("Too many instances ask for calls at the same moment.", soon)));
    }

    private bool FitsAll(List<Request> batch)
    {
        var now = clock.GetUtcNow();
        return Decide(batch, Known, now).Answers.TrueForAll(answer => answer is null);
    }

    // In the order in which they asked. The window is null where there is nothing to write.
    private static (CallWindow? Window, List<CallAnswer.NoRoom?> Answers) Decide(List<Request> batch, CallWindow window, DateTimeOffset now)
    {
        var answers = new List<CallAnswer.NoRoom?>(batch.Count);
        var writes = false;
        foreach (var request in batch)
        {
            var next = request.Calls is 0 ? window : window.Reserve(request.Use, request.Calls, now);
            answers.Add(next is null ? Refusal(window, request, now) : null);
            writes |= next is not null;
            window = next ?? window;
        }

        return (writes ? window : null, answers);
    }

    private static CallAnswer.NoRoom Refusal(CallWindow window, Request request, DateTimeOffset now)
    {
        if (window.IsStoppedFor(request.Use))
        {
            var stop = window.Stop!;
            return new CallAnswer.NoRoom($"{stop.ReasonFor(window.Account)} {stop.Advice}", stop.LooksAgainAt(now)) { Stop = stop };
        }

        var until = window.FreeAt(request.Use, request.Calls, now);
        var used = window.IsClosed(now) ? "Convo wants no calls for now" : $"{window.Used(now)} of the hour's {window.Limit} calls at Convo are used";
        return new CallAnswer.NoRoom($"{used}; there should be room again at {until.UtcDateTime:HH:mm} UTC.", until);
    }

    private async Task ReadAsync()
    {
        var row = await tables.GetAsync(TableNames.Budgets, CallWindow.Partition, account, CancellationToken.None);
        lock (gate)
        {
            known = row is null ? CallWindow.Empty(account) : CallWindow.From(row);
        }

        readAt = clock.GetTimestamp();
    }

    private async Task<bool> ReplaceAsync(CallWindow window, CallReport? report)
    {
        var nonce = chance.NewId();
        if (await Meetings.Nonces.WriteOwnAsync(tables, TableNames.Budgets, [window.Write(nonce)], nonce, CancellationToken.None) is not { } tag)
        {
            return false;
        }

        lock (gate)
        {
            known = window with { Tag = tag };
            heard = ReferenceEquals(heard, report) ? null
                : heard is not null && ReferenceEquals(heard.Verdict, report?.Verdict) ? heard with { Verdict = null }
                : heard;
        }

        readAt = clock.GetTimestamp();
        return true;
    }

    private void Tell(List<Request> batch, List<CallAnswer.NoRoom?> answers, long since)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Answer.TrySetResult(answers[i] ?? (CallAnswer)Granted(batch[i].Use, new ReservedCalls(batch[i].Calls, since)));
        }
    }

    private sealed record Request(CallUse Use, int Calls)
    {
        public TaskCompletionSource<CallAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
