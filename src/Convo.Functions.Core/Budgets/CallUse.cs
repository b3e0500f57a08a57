namespace Convo.Functions.Core.Budgets;

/// <summary>What a call at Convo is for. The uses share one hourly budget, and give way to each other in this order.</summary>
public enum CallUse
{
    /// <summary>The facts of a meeting: what people wait for. May use the whole hour.</summary>
    Gathering,

    /// <summary>
    /// The account's own profile, once a day or where a person asks for it. The one use that a stopped account lets through, because it finds out whether the
    /// stop is over.
    /// </summary>
    Account,

    /// <summary>Webhooks, tests of connections: rare, and soon repeated by hand.</summary>
    Upkeep,

    /// <summary>
    /// Looking for what no webhook told of, and ahead into the calendar. Leaves room for the gatherings that follow from what it finds.
    /// </summary>
    Poll,
}

/// <summary>How much of an hour each use may fill.</summary>
public static class CallUses
{
    /// <summary>The share of the hour's calls, of all uses together, up to which this use may still call: 0 to 1.</summary>
    public static double Ceiling(this CallUse use) => use switch
    {
        CallUse.Gathering or CallUse.Account => 1,
        CallUse.Upkeep => 0.95,
        _ => 0.7,
    };
}
