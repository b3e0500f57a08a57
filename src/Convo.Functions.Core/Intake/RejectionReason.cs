namespace Convo.Functions.Core.Intake;

/// <summary>Why a delivery was turned away. Nothing of it is kept but a count.</summary>
public enum RejectionReason
{
    /// <summary>No signature came with it (401).</summary>
    NoSignature,

    /// <summary>No secret that is valid now signed it (401).</summary>
    WrongSignature,

    /// <summary>More than one signature came with it (401).</summary>
    SeveralSignatures,

    /// <summary>Signed with a secret that was valid once: a webhook at Convo was not removed, or somebody has an old secret (401).</summary>
    OldSecret,

    /// <summary>There is no such connection (401, as for a wrong signature).</summary>
    UnknownConnection,

    /// <summary>The connection has no webhook secret so far (401).</summary>
    NoSecret,

    /// <summary>Longer than the cap of a body (413).</summary>
    TooLarge,

    /// <summary>Compressed (415): Convo doesn't, and unpacking for strangers is a way to be flooded.</summary>
    Compressed,

    /// <summary>The body did not come in time (408).</summary>
    TooSlow,

    /// <summary>Not a POST (405).</summary>
    WrongMethod,

    /// <summary>Sent to the path of a queue or a timer, where only the Functions host calls, and not by it (404).</summary>
    ForgedTrigger,

    /// <summary>
    /// Rightly signed, but neither the store nor the spool could take it; or perhaps rightly signed, but the secrets could not be read (503). The poll
    /// finds the meeting.
    /// </summary>
    NotStored,
}
