using Convo.Functions.Core.Facts;

namespace Convo.Functions.Core.Templates.Formatters;

/// <summary>A formatter: a pure and total function from a value to a value, with what the catalogue says of it.</summary>
/// <param name="Name">As templates write it.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Parameters">What can stand after the colon, in order.</param>
/// <param name="Example">A template that uses it on a fact.</param>
public sealed record Formatter(string Name, string Description, IReadOnlyList<FormatterParameter> Parameters, string Example)
{
    /// <summary>True where the last two parameters repeat, as pairs, up to 50 times.</summary>
    public bool Pairs { get; init; }

    /// <summary>What it does: the value (null where it isn't known), the arguments and the recipe's zone.</summary>
    internal Func<FactValue?, Arguments, TimeZoneInfo, FactValue?> Function { get; init; } = (value, _, _) => value;

    internal FactValue? Apply(FactValue? value, IReadOnlyList<FormatterArgument> arguments, TimeZoneInfo zone) =>
        Function(value, new Arguments(arguments), zone);

    /// <summary>What is wrong with arguments, as the end of a sentence that starts with the name; null where they fit.</summary>
    internal string? WrongArguments(IReadOnlyList<FormatterArgument> arguments)
    {
        var least = Parameters.Count(parameter => parameter.Required);
        var most = Pairs ? 100 : Parameters.Count;

        if (arguments.Count < least || arguments.Count > most)
        {
            return $"takes {(least == most ? $"{least}" : $"{least} to {most}")} arguments, not {arguments.Count}.";
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            if (Parameters[Math.Min(i, Parameters.Count - 1)].Wrong(arguments[i]) is { } wrong)
            {
                return $"{wrong} as argument {i + 1}.";
            }
        }

        return null;
    }
}

/// <summary>What can stand as an argument of a formatter.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Required">Whether it has to be there.</param>
/// <param name="Range">For a number, the least and the most; null for a text.</param>
public sealed record FormatterParameter(string Name, bool Required, NumberRange? Range = null)
{
    internal string? Wrong(FormatterArgument argument) => (argument, Range) switch
    {
        (FormatterArgument.Number number, { } range) when range.Holds(number.Value) => null,
        (FormatterArgument.Text, null) => null,
        (_, null) => $"needs a text in single quotes ({Name})",
        (_, { } range) => $"needs a whole number from {range.Least} to {range.Most} ({Name})",
    };
}

/// <summary>Bounds of a whole number.</summary>
public sealed record NumberRange(int Least, int Most)
{
    internal bool Holds(decimal number) => number >= Least && number <= Most && number == decimal.Truncate(number);
}

/// <summary>The arguments of one call, which were checked when the template was read.</summary>
internal readonly record struct Arguments(IReadOnlyList<FormatterArgument> All)
{
    public string? Text(int index) => index < All.Count && All[index] is FormatterArgument.Text text ? text.Value : null;

    public int? Number(int index) => index < All.Count && All[index] is FormatterArgument.Number number ? (int)number.Value : null;
}
