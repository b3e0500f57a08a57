using System.Collections.Frozen;

namespace Convo.Functions.Core.Calendars;

/// <summary>Who is inside and who outside: by the domains of the account. Pure.</summary>
/// <param name="Domains">The account's domains, in lower case; a domain stands for what lies under it too.</param>
/// <param name="OwnAddress">The account's own address, which is always inside; null where not known.</param>
public sealed record Sides(IReadOnlyList<string> Domains, string? OwnAddress)
{
    // Everybody can have an address there: that two people do says nothing about a company.
    private static readonly FrozenSet<string> OpenToAll = new[]
    {
        "aol.com", "arcor.de", "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net",
        "googlemail.com", "hey.com", "hotmail.com", "hotmail.de", "icloud.com", "laposte.net", "libero.it", "live.com", "mac.com", "mail.com",
        "mail.ru", "mailbox.org", "me.com", "msn.com", "orange.fr", "outlook.com", "outlook.de", "pm.me", "posteo.de", "proton.me", "protonmail.com",
        "qq.com", "t-online.de", "tutanota.com", "web.de", "wp.pl", "yahoo.com", "yahoo.de", "yandex.ru", "ymail.com", "zoho.com",
    }.ToFrozenSet();

    /// <summary>The sides of an account: by the domains that a person set, else by that of its own address, unless everybody can have one there.</summary>
    /// <param name="setting">The setting <c>domains</c>; null where there is none.</param>
    /// <param name="ownAddress">The account's own address; null where not known.</param>
    public static Sides Of(string? setting, string? ownAddress)
    {
        var set = AccountDomains.Read(setting);

        if (set.Count > 0)
        {
            return new(set, ownAddress);
        }

        return new(ownAddress is not null && DomainOf(ownAddress) is { } domain && !OpenToAll.Contains(domain) ? [domain] : [], ownAddress);
    }

    /// <summary>Whether it can be told at all; where not, everybody but the owner counts as outside.</summary>
    public bool AreKnown => Domains.Count > 0 || OwnAddress is not null;

    /// <summary>Whether an address is inside. One that is none is outside.</summary>
    public bool IsInside(string address) =>
        (OwnAddress is { Length: > 0 } own && address.Equals(own, StringComparison.OrdinalIgnoreCase))
        || (DomainOf(address) is { } domain && Domains.Any(inside => Lies(domain, inside)));

    /// <summary>The domain of an address, in lower case; null where it has none.</summary>
    public static string? DomainOf(string address) =>
        address.LastIndexOf('@') is > 0 and var at && at < address.Length - 1 ? address[(at + 1)..].TrimEnd('.').ToLowerInvariant() : null;

    /// <summary>Whether a domain is another, or lies under it.</summary>
    public static bool Lies(string domain, string under) =>
        domain == under || (domain.Length > under.Length && domain.EndsWith(under, StringComparison.Ordinal) && domain[^(under.Length + 1)] is '.');
}
