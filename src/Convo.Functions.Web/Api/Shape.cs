namespace Convo.Functions.Web.Api;

/// <summary>Shapes of JSON that a type of C# does not tell.</summary>
internal enum Shape
{
    /// <summary>Any object.</summary>
    Object,

    /// <summary>A text, or a list of texts.</summary>
    TextOrTexts,

    /// <summary>A text, a number, or true or false.</summary>
    Operand,

    /// <summary>A list of comparisons and groups of them.</summary>
    Conditions,

    /// <summary>A word, or so many credits a month.</summary>
    Credits,

    /// <summary>A recipe.</summary>
    Recipe,

    /// <summary>A fact's value: text, number, flag, list or object of such.</summary>
    FactValue,
}

/// <summary>Tells the OpenAPI document what a member of free JSON looks like.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShapeAttribute(Shape shape) : Attribute
{
    /// <summary>The shape.</summary>
    public Shape Shape => shape;
}
