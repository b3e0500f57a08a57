namespace Convo.Functions.Infra.Tests.Bicep;

/// <summary>A Bicep file has something that the compiler of version 0.9 refuses.</summary>
internal sealed class BicepException(int line, string what) : Exception($"line {line}: {what}")
{
    public int Line { get; } = line;
}
