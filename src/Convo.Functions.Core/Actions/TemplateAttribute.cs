namespace Convo.Functions.Core.Actions;

/// <summary>
/// Marks a text of a settings record as a template: it is checked like one when a recipe is saved, its facts count as needed, and the editor
/// offers facts in its field (the schema says <c>"format": "template"</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TemplateAttribute : Attribute;
