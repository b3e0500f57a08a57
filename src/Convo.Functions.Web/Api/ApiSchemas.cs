using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Convo.Functions.Web.Api;

/// <summary>What the OpenAPI document says of members beyond their C# type: the words they can be, and the shape of free JSON.</summary>
internal static class ApiSchemas
{
    private const string FactValue = nameof(FactValue);

    public static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var attributes = context.JsonPropertyInfo?.AttributeProvider;

        if (attributes?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false) is [AllowedValuesAttribute words])
        {
            schema.Enum = [.. words.Values.Select(word => (JsonNode)(string)word!)];
        }

        if (attributes?.GetCustomAttributes(typeof(ShapeAttribute), inherit: false) is [ShapeAttribute { Shape: var shape }])
        {
            await ShowAsync(shape, schema, context, cancellation);
        }
    }

    private static async Task ShowAsync(Shape shape, OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        switch (shape)
        {
            case Shape.Object:
                schema.Type = JsonSchemaType.Object;
                schema.AdditionalProperties = new OpenApiSchema();
                break;
            case Shape.TextOrTexts:
                schema.AnyOf = [Of(JsonSchemaType.String), ListOf(Of(JsonSchemaType.String))];
                break;
            case Shape.Operand:
                schema.AnyOf = [Of(JsonSchemaType.String), Of(JsonSchemaType.Number), Of(JsonSchemaType.Boolean)];
                break;
            case Shape.Conditions:
                schema.Type = JsonSchemaType.Array;
                schema.Items = new OpenApiSchema
                {
                    AnyOf = [await ReferAsync<ConditionDocument>(context, cancellation), new OpenApiSchemaReference(nameof(ConditionGroupDocument), context.Document)],
                };
                break;
            case Shape.Credits:
                schema.AnyOf =
                [
                    Of(JsonSchemaType.String),
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "perMonth" },
                        Properties = new Dictionary<string, IOpenApiSchema> { ["perMonth"] = Of(JsonSchemaType.Integer) },
                    },
                ];
                break;
            case Shape.Recipe:
                schema.AllOf = [await ReferAsync<RecipeDocument>(context, cancellation)];
                break;
            case Shape.FactValue:
                schema.AllOf = [FactValueOf(context.Document!)];
                break;
        }
    }

    private static async Task<OpenApiSchemaReference> ReferAsync<T>(OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var made = await context.GetOrCreateSchemaAsync(typeof(T), parameterDescription: null, cancellation);
        context.Document!.AddComponent(typeof(T).Name, made);
        return new OpenApiSchemaReference(typeof(T).Name, context.Document);
    }

    private static OpenApiSchemaReference FactValueOf(OpenApiDocument document)
    {
        var self = new OpenApiSchemaReference(FactValue, document);
        document.AddComponent(FactValue, new OpenApiSchema
        {
            Description = "The value of a fact: a text, a number, a moment in ISO 8601, yes or no, a list, or an item's members.",
            AnyOf =
            [
                Of(JsonSchemaType.String),
                Of(JsonSchemaType.Number),
                Of(JsonSchemaType.Boolean),
                ListOf(self),
                new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = self },
            ],
        });
        return self;
    }

    private static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };

    private static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };
}
