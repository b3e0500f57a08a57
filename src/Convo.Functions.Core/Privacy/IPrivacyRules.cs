namespace Convo.Functions.Core.Privacy;

/// <summary>The rules as the flow needs them.</summary>
public interface IPrivacyRules
{
    /// <summary>The rules in force; a change is noticed within seconds.</summary>
    Task<PrivacyRules> NowAsync(CancellationToken cancellation);
}
