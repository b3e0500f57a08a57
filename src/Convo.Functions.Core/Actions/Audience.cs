namespace Convo.Functions.Core.Actions;

/// <summary>Who will see what a step sends. The privacy firewall judges by it.</summary>
public enum Audience
{
    /// <summary>Several people inside, such as a channel. What an action says nothing about counts as this.</summary>
    Shared,

    /// <summary>One named person inside, such as a direct message.</summary>
    Person,

    /// <summary>Somebody outside the account's own domains, such as the guests of a meeting.</summary>
    Outside,

    /// <summary>Everybody who has a link, for good. Only where the recipe says that it may make meetings public.</summary>
    Public,
}
