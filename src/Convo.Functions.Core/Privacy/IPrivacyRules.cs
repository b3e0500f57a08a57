namespace Convo.Functions.Core.Privacy;

/// <summary>The rules as the flow needs them.</summary>
public interface IPrivacyRules
{
    /// <summary>The rules in force for what an account recorded; a change is noticed within seconds.</summary>
    /// <param name="account">The connection of the account: whose feedback it is, and so where it may go.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task<PrivacyRules> NowAsync(string account, CancellationToken cancellation);
}
