namespace Convo.Functions.Core.Webhooks;

/// <summary>What came of Convo's test call.</summary>
public enum WebhookTestResult
{
    /// <summary>Convo had a 2xx answer, and the call came in here with a valid signature.</summary>
    Delivered,

    /// <summary>Convo had a 2xx answer, but the call did not come in here: something in front answers for the app.</summary>
    Elsewhere,

    /// <summary>The call was answered with 401: the signature was not of a secret that counts, or something in front wants a sign-in.</summary>
    Denied,

    /// <summary>The call was answered with another status.</summary>
    Refused,

    /// <summary>Convo saw no answer.</summary>
    Unreachable,

    /// <summary>Convo does not know the webhook (any more).</summary>
    Missing,
}

/// <summary>The last test call of a webhook.</summary>
/// <param name="WebhookId">The webhook.</param>
/// <param name="At">When Convo was asked for it.</param>
/// <param name="Version">The version of the app that asked.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Status">The status that Convo saw; null where it saw none.</param>
public sealed record WebhookTest(string WebhookId, DateTimeOffset At, string Version, WebhookTestResult Result, int? Status)
{
    /// <summary>Whether it got through.</summary>
    public bool Passed => Result is WebhookTestResult.Delivered;

    /// <summary>What came of it, and what to do; in sentences.</summary>
    public string Words => Result switch
    {
        WebhookTestResult.Delivered => "Convo's test call arrived, signed with the secret of this webhook.",
        WebhookTestResult.Elsewhere =>
            $"Convo's test call was answered with {Status}, but it did not come in here: something in front of the app answers for it. "
            + "Check that the address leads to this app, and to this installation of it.",
        WebhookTestResult.Denied =>
            "Convo's test call was answered with 401. If a gate in front of the app wants a sign-in, open /hooks/convo/ there: deliveries are "
            + "proven by their signature.",
        WebhookTestResult.Refused => $"Convo's test call was answered with {Status}. Check that the address leads to this app, and what stands in front of it.",
        WebhookTestResult.Unreachable => "Convo could not reach the address. Check its name, certificate and firewall from outside.",
        _ => "Convo does not know the webhook that was to be tested. It is looked at again within the hour.",
    };

    // Another secret can help there, and nothing that a person does would.
    internal bool MayBeMendedAnew => Result is WebhookTestResult.Denied or WebhookTestResult.Missing;
}
