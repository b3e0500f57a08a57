using Convo.Functions.Web.Api;
using Microsoft.OpenApi;

namespace Convo.Functions.Web.Tests.Describing;

/// <summary>The shapes of free JSON as schemas.</summary>
internal static class Shapes
{
    private const string FactValue = nameof(FactValue);
    private const string Condition = nameof(Condition);

    private static readonly string[] FromClr = ["JsonElement", "JsonNode"];

    /// <summary>The schema of a shape.</summary>
    public static IOpenApiSchema Of(Shape shape, OpenApiDocument document) => shape switch
    {
        Shape.TextOrTexts => AnyOf(Of(JsonSchemaType.String), ListOf(Of(JsonSchemaType.String))),
        Shape.Operand => AnyOf(Of(JsonSchemaType.String), Of(JsonSchemaType.Number), Of(JsonSchemaType.Boolean)),
        Shape.Conditions => ListOf(AnyOf(Refer(Condition, document), Refer(nameof(ConditionGroupDocument), document))),
        Shape.Credits => AnyOf(Of(JsonSchemaType.String), Object([("perMonth", Of(JsonSchemaType.Integer))], "perMonth")),
        Shape.Recipe => Refer(nameof(RecipeDocument), document),
        Shape.FactValue => Refer(FactValue, document),
        _ => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
    };

    /// <summary>Adds the shapes that others refer to, and takes out what the framework made of free JSON.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent(Condition, Object(
            [("fact", Of(JsonSchemaType.String)), ("is", Of(JsonSchemaType.String)), ("value", Of(Shape.Operand, document))], "fact", "is"));
        var self = Refer(FactValue, document);
        document.AddComponent(FactValue, AnyOf(
            Of(JsonSchemaType.String),
            Of(JsonSchemaType.Number),
            Of(JsonSchemaType.Boolean),
            ListOf(self),
            new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = self }));

        foreach (var name in FromClr)
        {
            document.Components!.Schemas!.Remove(name);
        }
    }

    private static OpenApiSchemaReference Refer(string name, OpenApiDocument document) => new(name, document);

    private static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };

    private static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema AnyOf(params IList<IOpenApiSchema> schemas) => new() { AnyOf = schemas };

    private static OpenApiSchema Object(IEnumerable<(string Name, IOpenApiSchema Schema)> members, params IEnumerable<string> required) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, member => member.Schema),
        Required = required.ToHashSet(),
    };
}
