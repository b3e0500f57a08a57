namespace Convo.Sandbox.ConvoApi;

/// <summary>The AI generations of a calendar month (UTC).</summary>
internal sealed class AiCredits(int limit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _month;
    private int _used;

    /// <summary>Uses one credit.</summary>
    /// <returns>False when the month's credits are used up.</returns>
    public bool TryUse()
    {
        lock (_gate)
        {
            TurnMonth();
            if (_used >= limit)
            {
                return false;
            }

            _used++;
            return true;
        }
    }

    /// <summary>What the profile shows: used, limit, remaining and when the month ends.</summary>
    public AiGenerations Show()
    {
        lock (_gate)
        {
            TurnMonth();
            return new(_used, limit, limit - _used, ConvoTime.Format(_month.AddMonths(1)));
        }
    }

    private void TurnMonth()
    {
        var now = clock.GetUtcNow();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (month != _month)
        {
            _month = month;
            _used = 0;
        }
    }
}
