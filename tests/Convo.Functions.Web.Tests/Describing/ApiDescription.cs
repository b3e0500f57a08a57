using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Convo.Functions.Web.Tests.Stage;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Convo.Functions.Web.Tests.Describing;

/// <summary>The OpenAPI document as routes, handlers and types tell it. The product serves a copy, so that no start pays for the making.</summary>
internal static class ApiDescription
{
    private const string Name = "v1";

    /// <summary>The document of an app that was started with <see cref="AddTo"/>.</summary>
    public static async Task<JsonNode> OfAsync(TestApp app)
    {
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!;
    }

    /// <summary>Lets an app describe itself.</summary>
    public static void AddTo(IServiceCollection services)
    {
        // It would say that numbers can be texts.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(Name, Describe);
    }

    private static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = _ => true;
        options.AddOperationTransformer(ApiOperations.DescribeAsync);
        options.AddSchemaTransformer(ApiSchemas.DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Convo.Functions",
                Version = "1",
                Description = "Every error is a problem document (RFC 9457) with an advice. Scripts send a token as Authorization: Bearer.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(ApiSchemas.CompleteAsync);
    }
}
