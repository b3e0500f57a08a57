namespace Convo.Sandbox.ConvoApi;

/// <summary>The AI generations of a calendar month (UTC); without limit where there is none.</summary>
internal sealed class AiCredits(int? limit, TimeProvider clock)
{
    private int? limit = limit;
    private readonly Lock gate = new();
    private DateTimeOffset month;
    private int used;

    /// <summary>Credits a month; null for no limit.</summary>
    public int? Limit
    {
        set
        {
            lock (gate)
            {
                limit = value;
            }
        }
    }

    /// <summary>Says how many were used in the present month.</summary>
    public void SetUsed(int credits)
    {
        lock (gate)
        {
            TurnMonth();
            used = credits;
        }
    }

    /// <summary>Uses one credit.</summary>
    /// <returns>False when the month's credits are used up.</returns>
    public bool TryUse()
    {
        lock (gate)
        {
            TurnMonth();
            if (used >= limit)
            {
                return false;
            }

            used++;
            return true;
        }
    }

    /// <summary>When the month ends.</summary>
    public DateTimeOffset ResetsAt
    {
        get
        {
            lock (gate)
            {
                TurnMonth();
                return month.AddMonths(1);
            }
        }
    }

    /// <summary>What the profile shows: used, limit, remaining and when the month ends.</summary>
    public AiGenerations Show(ConvoShapes shapes)
    {
        lock (gate)
        {
            TurnMonth();
            return new(used, limit, limit is { } most ? Math.Max(0, most - used) : null, shapes.Time(month.AddMonths(1)));
        }
    }

    private void TurnMonth()
    {
        var now = clock.GetUtcNow();
        var current = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (current != month)
        {
            month = current;
            used = 0;
        }
    }
}
