using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Convo.Functions.Web.Api;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Convo.Functions.Web.Tests.Describing;

/// <summary>
/// What the OpenAPI document says of types beyond what C# tells: the words that a text can be, the shape of free JSON, and that what is not known is left
/// out and never null.
/// </summary>
internal static class ApiSchemas
{
    private static readonly ILookup<string, PropertyInfo> Shaped = typeof(ShapeAttribute).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties())
        .Where(property => property.IsDefined(typeof(ShapeAttribute)))
        .ToLookup(property => property.DeclaringType!.Name);

    /// <summary>For each schema: the words.</summary>
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false) is [AllowedValuesAttribute words])
        {
            schema.Enum = [.. words.Values.Select(word => (JsonNode)(string)word!)];
        }

        return Task.CompletedTask;
    }

    /// <summary>For the whole document, once every schema is in its place: the framework follows references that lead back to themselves without end.</summary>
    public static Task CompleteAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        foreach (var (name, schema) in document.Components?.Schemas?.ToList() ?? [])
        {
            if (schema is not OpenApiSchema { Properties: { } properties } type)
            {
                continue;
            }

            // The framework leaves it out of the cases of a union.
            type.Type ??= JsonSchemaType.Object;

            foreach (var member in properties.Where(property => IsNullable(property.Value)).ToList())
            {
                type.Required?.Remove(member.Key);
                properties[member.Key] = WithoutNull(member.Value);
            }

            foreach (var member in Shaped[name])
            {
                properties[JsonNamingPolicy.CamelCase.ConvertName(member.Name)] = Shapes.Of(member.GetCustomAttribute<ShapeAttribute>()!.Shape, document);
            }
        }

        Shapes.AddTo(document);
        return Task.CompletedTask;
    }

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) is true || schema.OneOf?.Any(one => one.Type is JsonSchemaType.Null) is true;

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema.OneOf?.Where(one => one.Type is not JsonSchemaType.Null).ToList() is [var only])
        {
            return only;
        }

        if (schema is OpenApiSchema { Type: { } type } inline)
        {
            inline.Type = type & ~JsonSchemaType.Null;
        }

        return schema;
    }
}
