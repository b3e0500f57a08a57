using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Convo.Functions.Core;

/// <summary>Checks options by the attributes of their properties and by what they say themselves (<see cref="IValidatableObject"/>).</summary>
/// <remarks>
/// The framework's <c>Validator.TryValidateObject</c> does the same, but finds the attributes through <c>TypeDescriptor</c>: more than a megabyte that a
/// program at rest would hold for good because it once looked at its options.
/// </remarks>
public static class OptionRules
{
    /// <summary>What is wrong, each once; what an option's own rules say comes after its attributes.</summary>
    public static List<string> Broken(params IReadOnlyList<object> options) =>
        [.. options.SelectMany(Broken).Select(result => result.ErrorMessage ?? "A setting is wrong.").Distinct(StringComparer.Ordinal)];

    private static IEnumerable<ValidationResult> Broken(object options)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = property.Name };
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                if (rule.GetValidationResult(property.GetValue(options), context) is { } broken)
                {
                    yield return broken;
                }
            }
        }

        foreach (var broken in (options as IValidatableObject)?.Validate(new ValidationContext(options)) ?? [])
        {
            yield return broken;
        }
    }
}
