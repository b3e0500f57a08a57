using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Convo.Functions.Web.Api;

/// <summary>What the OpenAPI document says besides the routes. It is served to those who are signed in, like the rest of the API.</summary>
internal static class ApiDocument
{
    public static void Describe(OpenApiOptions options)
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
