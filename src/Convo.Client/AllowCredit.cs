namespace Convo.Client;

/// <summary>
/// Says whether a call may use up a credit of the account's monthly quota of AI generations (10 on Starter, 100 on Professional),
/// so that no credit is ever spent that nobody asked for.
/// </summary>
public enum AllowCredit
{
    /// <summary>Only what Convo has stored already; never a credit.</summary>
    No,

    /// <summary>When nothing is stored, one generation, and so at most one credit.</summary>
    One,
}
