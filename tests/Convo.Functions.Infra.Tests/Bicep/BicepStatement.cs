namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>A statement of a Bicep file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Symbol">What it is called in the file.</param>
/// <param name="Decorators">What stands above it with an <c>@</c>.</param>
internal abstract record BicepStatement(int Line, string Symbol, IReadOnlyList<BicepExpression.Call> Decorators)
{
    /// <summary>What it is given; null of a parameter without a default.</summary>
    public abstract BicepExpression? Value { get; init; }

    /// <summary>A decorator.</summary>
    public BicepExpression.Call? Decorator(string name) => Decorators.FirstOrDefault(decorator => decorator.Function == name);

    public sealed record Scope(int Line, BicepExpression? Value) : BicepStatement(Line, "targetScope", []);

    public sealed record Param(int Line, string Symbol, IReadOnlyList<BicepExpression.Call> Decorators, string Type, BicepExpression? Value)
        : BicepStatement(Line, Symbol, Decorators);

    public sealed record Var(int Line, string Symbol, BicepExpression? Value) : BicepStatement(Line, Symbol, []);

    public sealed record Output(int Line, string Symbol, IReadOnlyList<BicepExpression.Call> Decorators, string Type, BicepExpression? Value)
        : BicepStatement(Line, Symbol, Decorators);

    /// <summary>A resource.</summary>
    /// <param name="Type">Its type with its API version; of a nested one, the last part of the type.</param>
    /// <param name="IsExisting">Whether it is only referred to.</param>
    public sealed record Resource(
        int Line, string Symbol, IReadOnlyList<BicepExpression.Call> Decorators, string Type, bool IsExisting, BicepExpression Body)
        : BicepStatement(Line, Symbol, Decorators)
    {
        public override BicepExpression? Value { get; init; } = Body;
    }

    /// <summary>A module.</summary>
    /// <param name="Path">Its file, seen from this one.</param>
    public sealed record Module(int Line, string Symbol, IReadOnlyList<BicepExpression.Call> Decorators, string Path, BicepExpression Body)
        : BicepStatement(Line, Symbol, Decorators)
    {
        public override BicepExpression? Value { get; init; } = Body;
    }
}
