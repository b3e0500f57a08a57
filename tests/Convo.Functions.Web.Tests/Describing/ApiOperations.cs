using System.Globalization;
using Convo.Functions.Web.Api;
using Convo.Functions.Web.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Convo.Functions.Web.Tests.Describing;

/// <summary>What the OpenAPI document says of each operation beyond what its handler's signature tells: errors, pages, versions.</summary>
internal static class ApiOperations
{
    private const string Problem = nameof(ProblemDocument);

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var document = context.Document!;
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), parameterDescription: null, cancellation));
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Any error: what happened, and what to do next.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
            },
        };

        operation.Parameters ??= [];
        AddPathParameters(operation, context.Description.RelativePath ?? "");
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<PagedList>().Any())
        {
            AddPaging(operation);
        }

        foreach (var query in metadata.OfType<QueryOption>())
        {
            operation.Parameters.Add(Query(query.Name, query.Description, new OpenApiSchema { Type = JsonSchemaType.String }));
        }

        if (metadata.OfType<Versioned>().FirstOrDefault() is { } versioned)
        {
            AddVersion(operation, versioned);
        }
    }

    // Handlers that read their id from the address as it was sent have no parameter for it.
    private static void AddPathParameters(OpenApiOperation operation, string path)
    {
        foreach (var parameter in RoutePatternFactory.Parse(path).Parameters)
        {
            if (!operation.Parameters!.Any(known => known.In is ParameterLocation.Path && known.Name == parameter.Name))
            {
                operation.Parameters!.Add(new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Path,
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
        }
    }

    private static void AddPaging(OpenApiOperation operation)
    {
        operation.Parameters!.Add(Query("limit", "The most entries wanted; more than the most is cut to it.", new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "1",
            Maximum = Paging.Most.ToString(CultureInfo.InvariantCulture),
            Default = Paging.Usual,
        }));
        operation.Parameters!.Add(Query("cursor", "Where to go on: what the page before gave as next.", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = Paging.LongestCursor,
        }));
    }

    private static void AddVersion(OpenApiOperation operation, Versioned versioned)
    {
        if (versioned.IfMatch is { } required)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Required = required,
                Description = "The ETag that was read: what somebody else changed meanwhile is not overwritten (412).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var response in operation.Responses!.Where(pair => pair.Key is not ("default" or "204")).Select(pair => pair.Value).OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["ETag"] = new OpenApiHeader
            {
                Description = "The version, for If-Match.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };
}
