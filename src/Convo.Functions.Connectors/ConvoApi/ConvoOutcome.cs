using System.Net;
using Convo.Client;
using Convo.Functions.Core.Actions;

namespace Convo.Functions.Connectors.ConvoApi;

/// <summary>What a failed call to Convo says about the effect that it was to have.</summary>
internal static class ConvoOutcome
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static Outcome.Refused NoMeeting { get; } = new(
        "Convo's id of the meeting has a form that can't be asked for", "Nothing can be done with this meeting; if Convo sent it, tell Convo's support.");

    /// <summary>The outcome.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="words">How it is told: that the account is stopped, where it is.</param>
    /// <param name="now">The time.</param>
    /// <param name="changes">True for a call that changes something: without an answer it may have done so.</param>
    public static Outcome Of(ConvoApiException failure, FailureWords words, DateTimeOffset now, bool changes) => failure switch
    {
        // Refused before it did anything; waiting for one's turn is no attempt.
        { RetryAfter: { } wait } => new Outcome.TryAgain(words.Whole, now + (wait > Hour ? Hour : wait)) { WasAttempt = false },
        { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => new Outcome.Refused(
            "Convo does not have the meeting, or not any more", "Look in Convo whether it is there; meetings go with their keep-time."),
        { IsTransient: true } => changes ? new Outcome.Uncertain(failure.Message) : new Outcome.TryAgain(failure.Message),
        _ => new Outcome.Refused(failure.Message, failure.Advice),
    };
}
