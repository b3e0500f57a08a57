namespace Convo.Functions.Core.Facts;

/// <summary>A fact that recipes can use, as the catalogue describes it; or a member of a list fact's items.</summary>
/// <param name="Path">As recipes write it, such as <c>meeting.title</c>; for a member the list's path and the name, such as <c>actionItems.owner</c>.</param>
/// <param name="Type">What kind of value it has; the operators and formatters that fit depend on it.</param>
/// <param name="Group">Which call brings it.</param>
/// <param name="Class">How delicate it is.</param>
/// <param name="Description">One sentence for the person who picks it.</param>
/// <param name="Sample">A likely value, for previews.</param>
public sealed record Fact(string Path, FactType Type, FactGroup Group, PrivacyClass Class, string Description, FactValue Sample)
{
    /// <summary>The members of a list's items; empty for a list of plain texts and for all that is no list.</summary>
    public IReadOnlyList<Fact> Members { get; init; } = [];

    /// <summary>What it costs to have it.</summary>
    public FactCost Cost => Group switch
    {
        FactGroup.Event => FactCost.Free,
        FactGroup.Email or FactGroup.Answers => FactCost.OneCredit,
        _ => FactCost.OneCall,
    };

    /// <summary>
    /// True where it is made for a run, once everything else is there and what carries it may leave: it costs a credit, or can't be taken back. So no
    /// condition can look at it.
    /// </summary>
    public bool IsMadeLast => FactNeeds.IsMadeLast(Group);

    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}

/// <summary>The kinds of value.</summary>
public enum FactType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A moment.</summary>
    Time,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Several values in order.</summary>
    List,

    /// <summary>Named values: an item of a list that has members.</summary>
    Group,
}

/// <summary>What it costs to have a fact.</summary>
public enum FactCost
{
    /// <summary>It comes with the event.</summary>
    Free,

    /// <summary>One call, shared by all facts of the group.</summary>
    OneCall,

    /// <summary>One AI credit.</summary>
    OneCredit,
}
