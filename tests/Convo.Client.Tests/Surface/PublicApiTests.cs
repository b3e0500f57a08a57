using System.Reflection;
using System.Text;

namespace Convo.Client.Tests.Surface;

/// <summary>Others build on the public surface, so a change of it must be seen and meant.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "PublicApi.approved.txt";
    private const string Received = "PublicApi.received.txt";

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var surface = Describe(typeof(ConvoClient).Assembly);
        var received = Path.Combine(AppContext.BaseDirectory, Received);
        File.WriteAllText(received, surface);

        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Approved));

        Assert.True(
            approved == surface,
            $"The public surface changed. If that is meant, copy {received} over {Samples.SourceFile(Approved)}.\n{Difference(approved, surface)}");
    }

    [Fact]
    public void The_client_needs_nothing_but_the_framework() =>
        Assert.All(typeof(ConvoClient).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name));

    private static string Difference(string approved, string surface)
    {
        string[] before = approved.Split('\n');
        string[] after = surface.Split('\n');
        return string.Join('\n', [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)]);
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ when type.GetMethod("<Clone>$") is not null => "sealed record",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
        }

        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var nullability = new NullabilityInfoContext();
        return
        [
            .. type.GetFields(Own).Select(field => $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"),
            .. type.GetConstructors(Own).Select(constructor => $"new({Parameters(constructor, nullability)})"),
            .. type.GetProperties(Own).Select(property => $"{Name(nullability.Create(property))} {property.Name} {{ {Accessors(property)} }}"),
            .. type.GetMethods(Own).Where(IsWritten)
                .Select(method => $"{Name(nullability.Create(method.ReturnParameter))} {method.Name}({Parameters(method, nullability)})"),
        ];
    }

    // What the compiler adds to each record follows from its being one.
    private static bool IsWritten(MethodInfo method) =>
        !method.IsSpecialName && method.Name is not ("<Clone>$" or "Equals" or "GetHashCode" or "ToString" or "Deconstruct");

    private static string Accessors(PropertyInfo property) => property.SetMethod is { IsPublic: true } setter
        ? setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "get; init;" : "get; set;"
        : "get;";

    private static string Parameters(MethodBase method, NullabilityInfoContext nullability) => string.Join(
        ", ",
        method.GetParameters().Select(parameter => $"{Name(nullability.Create(parameter))} {parameter.Name}"));

    private static string Name(NullabilityInfo info)
    {
        var isReference = !info.Type.IsValueType;
        var name = info.GenericTypeArguments.Length > 0 && Nullable.GetUnderlyingType(info.Type) is null
            ? $"{Bare(info.Type)}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>"
            : Name(info.Type);
        return isReference && info.ReadState is NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Name(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Name(inner) + "?",
        { IsGenericType: true } => $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => Bare(type),
    };

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
