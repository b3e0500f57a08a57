namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>What kind of thing a token is.</summary>
internal enum BicepTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A string, with what stands between <c>${</c> and <c>}</c> as tokens of its own.</summary>
    Text,

    /// <summary>A sign, such as <c>{</c> or <c>&amp;&amp;</c>.</summary>
    Sign,

    /// <summary>The end of one line or of several; in Bicep it separates members and items.</summary>
    NewLine,

    /// <summary>The end of the file, or of an expression within a string.</summary>
    End,
}

/// <summary>One token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As it is written; of a string, its first piece.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Pieces">Of a string: the texts between the expressions, one more than there are expressions.</param>
/// <param name="Holes">Of a string: the expressions within it.</param>
internal sealed record BicepToken(
    BicepTokenKind Kind, string Value, int Line, IReadOnlyList<string> Pieces, IReadOnlyList<IReadOnlyList<BicepToken>> Holes)
{
    public static BicepToken Of(BicepTokenKind kind, string value, int line) => new(kind, value, line, [], []);

    public bool Is(string sign) => Kind is BicepTokenKind.Sign && Value == sign;
}
