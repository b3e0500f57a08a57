namespace Convo.Client;

public sealed partial class ConvoClient
{
    /// <summary>Gives person, plan and AI usage (<c>GET /user/profile</c>); the cheapest way to test a key.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The profile.</returns>
    public Task<ConvoResult<UserProfile>> GetProfileAsync(CancellationToken cancellationToken) =>
        AskAsync(new ConvoCall(HttpMethod.Get, "/user/profile", "Getting the profile"), ConvoJson.Default.EnvelopeUserProfile, cancellationToken);
}
