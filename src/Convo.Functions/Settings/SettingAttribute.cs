namespace Convo.Functions.Settings;

/// <summary>Says of an option which setting of the function app it comes from. The README's table of settings is compared with it.</summary>
/// <param name="name">The name, as an environment variable; two underscores stand between the parts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name) : Attribute
{
    /// <summary>The name, as an environment variable.</summary>
    public string Name { get; } = name;

    /// <summary>What holds where the setting is missing, in words.</summary>
    public required string Default { get; init; }

    /// <summary>A value that is right.</summary>
    public required string Example { get; init; }
}
