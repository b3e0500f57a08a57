namespace Convo.Functions.Benchmarks.Figures;

/// <summary>Something to measure.</summary>
internal interface IFigure
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What it shows, with the number of its goal.</summary>
    string Title { get; }

    /// <summary>True where it is measured on every head, for comparison; false where it is about the one-machine head alone.</summary>
    bool IsOnEveryHead { get; }

    /// <summary>Measures. Ends by itself, in bounded time.</summary>
    Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting);
}
