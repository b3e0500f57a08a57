namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>An expression.</summary>
internal abstract record BicepExpression(int Line)
{
    /// <summary>The text of a string without expressions; null of everything else.</summary>
    public string? Literal => this is Text { Pieces: [var only] } ? only : null;

    /// <summary>This and everything within.</summary>
    public IEnumerable<BicepExpression> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <summary>What it is made of.</summary>
    public virtual IEnumerable<BicepExpression> Children => [];

    /// <summary>The value of a member, where this is an object that has it.</summary>
    public BicepExpression? Member(string name) => this switch
    {
        Object o => o.Members.FirstOrDefault(member => member.Key.Literal == name)?.Value,
        If conditional => conditional.Body.Member(name),
        For loop => loop.Body.Member(name),
        _ => null,
    };

    /// <summary>The value at the end of a way through members.</summary>
    public BicepExpression? At(params ReadOnlySpan<string> path)
    {
        var found = this;
        foreach (var name in path)
        {
            found = found?.Member(name);
        }

        return found;
    }

    /// <summary>As it would be written on one line, for comparing.</summary>
    public sealed override string ToString() => this switch
    {
        Text text => "'" + string.Concat(text.Pieces.Select((piece, i) => piece + (i < text.Holes.Count ? $"${{{text.Holes[i]}}}" : ""))) + "'",
        Word word => word.Value,
        Name name => name.Symbol,
        Access access => $"{access.Of}{access.Sign}{access.Called}",
        Index index => $"{index.Of}[{index.By}]",
        Call call => $"{(call.Of is { } of ? of + "." : "")}{call.Function}({string.Join(", ", call.Arguments)})",
        Object o => "{" + string.Join(" ", o.Members.Select(member => $"{Key(member.Key)}: {member.Value}")) + "}",
        Array array => "[" + string.Join(" ", array.Items) + "]",
        Unary unary => unary.Sign + unary.Of,
        Binary binary => $"{binary.Left} {binary.Sign} {binary.Right}",
        Choice choice => $"{choice.Condition} ? {choice.Yes} : {choice.No}",
        If conditional => $"if ({conditional.Condition}) {conditional.Body}",
        For loop => $"for {loop.Item} in {loop.Over}: {loop.Body}",
        _ => throw new InvalidOperationException($"{GetType().Name} is not written."),
    };

    private static string Key(BicepExpression key) =>
        key.Literal is { } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_') ? name : key.ToString();

    public sealed record Text(int Line, IReadOnlyList<string> Pieces, IReadOnlyList<BicepExpression> Holes) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => Holes;
    }

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public sealed record Word(int Line, string Value) : BicepExpression(Line);

    public sealed record Name(int Line, string Symbol) : BicepExpression(Line);

    /// <summary>A member, or with <c>::</c> a nested resource.</summary>
    public sealed record Access(int Line, BicepExpression Of, string Sign, string Called) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Of];
    }

    public sealed record Index(int Line, BicepExpression Of, BicepExpression By) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Of, By];
    }

    public sealed record Call(int Line, BicepExpression? Of, string Function, IReadOnlyList<BicepExpression> Arguments) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => Of is null ? Arguments : [Of, .. Arguments];
    }

    public sealed record Object(int Line, IReadOnlyList<Property> Members, IReadOnlyList<BicepStatement.Resource> Nested) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children =>
            [.. Members.SelectMany(member => new[] { member.Key, member.Value }), .. Nested.Select(resource => resource.Body)];
    }

    public sealed record Property(int Line, BicepExpression Key, BicepExpression Value);

    public sealed record Array(int Line, IReadOnlyList<BicepExpression> Items) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => Items;
    }

    public sealed record Unary(int Line, string Sign, BicepExpression Of) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Of];
    }

    public sealed record Binary(int Line, string Sign, BicepExpression Left, BicepExpression Right) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Left, Right];
    }

    public sealed record Choice(int Line, BicepExpression Condition, BicepExpression Yes, BicepExpression No) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Condition, Yes, No];
    }

    /// <summary>Of a resource or module: only where a condition holds.</summary>
    public sealed record If(int Line, BicepExpression Condition, BicepExpression Body) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Condition, Body];
    }

    /// <summary>One for each.</summary>
    public sealed record For(int Line, string Item, BicepExpression Over, BicepExpression Body) : BicepExpression(Line)
    {
        public override IEnumerable<BicepExpression> Children => [Over, Body];
    }
}
