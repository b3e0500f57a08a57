namespace Convo.Functions.Core.Templates;

/// <summary>What came of reading a template.</summary>
/// <param name="Template">The template; null where there are problems.</param>
/// <param name="Problems">What is wrong, in the order of the source; empty where nothing is.</param>
public sealed record TemplateParse(Template? Template, IReadOnlyList<TemplateProblem> Problems);

/// <summary>What is wrong at one place of a template.</summary>
/// <param name="At">Where in the source, in UTF-16 units from 0.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do about it, with the nearest known name where there is one.</param>
public sealed record TemplateProblem(int At, int Line, int Column, string Message, string Advice);
