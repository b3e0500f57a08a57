namespace Convo.Functions.Benchmarks.Figures;

/// <summary>Something to measure.</summary>
internal interface IFigure
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What it shows, with the number of its goal.</summary>
    string Title { get; }

    /// <summary>Measures. Ends by itself, in bounded time.</summary>
    Task<IReadOnlyList<Measured>> MeasureAsync(Setting setting);
}
