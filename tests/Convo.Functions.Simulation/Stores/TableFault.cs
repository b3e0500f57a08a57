namespace Convo.Functions.Simulation.Stores;

/// <summary>What goes wrong in one call of a store.</summary>
public enum TableFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The request never arrives, and the caller gives up waiting: nothing happened, and the caller can't know.</summary>
    Timeout,

    /// <summary>The request takes effect and its answer is lost.</summary>
    LostResponse,

    /// <summary>The store fails inside (500): nothing happened, and the caller can't know.</summary>
    InternalError,

    /// <summary>The store turns the request away (503): nothing happened, and the caller knows.</summary>
    Busy,

    /// <summary>The write arrives twice; the caller gets the answer to the first.</summary>
    Duplicated,

    /// <summary>
    /// The write takes effect, its answer is lost, the transport tries again by itself: the caller gets the answer to the second, often a conflict with itself.
    /// </summary>
    RetriedByTransport,

    /// <summary>A read gives what was there before the last write of each row.</summary>
    StaleRead,

    /// <summary>No answer until the caller goes away; nothing happens.</summary>
    Hang,
}
