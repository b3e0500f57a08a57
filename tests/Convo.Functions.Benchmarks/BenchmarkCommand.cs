using System.Diagnostics;
using Convo.Functions.Benchmarks.Drive;
using Convo.Functions.Benchmarks.Figures;
using Convo.Functions.Benchmarks.Heads;

namespace Convo.Functions.Benchmarks;

/// <summary>The command line: which figures, and how thoroughly.</summary>
internal static class BenchmarkCommand
{
    private const string All = "all";
    private const string Short = "--short";
    private const string Head = "--head";
    private const string Alone = "--one-machine";

    private static readonly IReadOnlyList<IFigure> Figures =
    [
        new IngestFigure(), new LatencyFigure(), new EndToEndFigure(), new RunsFigure(), new StartFigure(), new MemoryFigure(), new SoakFigure(),
        new PerEventFigure(), new AckOrderFigure(), new NodeRedFigure(),
    ];

    /// <summary>Measures what is named and prints a table for each.</summary>
    /// <returns>0 when everything could be measured, whether or not a goal was met; 2 when the arguments are not understood.</returns>
    public static async Task<int> RunAsync(string[] arguments, TimeProvider clock)
    {
        var given = Array.IndexOf(arguments, Head) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
        var names = arguments.Where(argument => argument is not (Short or Head or Alone) && argument != given).ToList();
        var chosen = names is [All] ? Figures : [.. Figures.Where(figure => names.Contains(figure.Name))];
        if (chosen.Count == 0 || (names is not [All] && chosen.Count != names.Count))
        {
            await Console.Error.WriteLineAsync(Usage());
            return 2;
        }

        Console.WriteLine(Machine.Describe(clock));
        var heads = new List<IHead> { new OneMachineHead(given ?? await PublishedHead.MakeAsync()) };
        if (!arguments.Contains(Alone) && chosen.Any(figure => figure.IsOnEveryHead))
        {
            heads.Add(new FunctionAppHead(await PublishedHead.MakeFunctionAppAsync()));
        }

        var folder = Directory.CreateDirectory(Path.Combine(PublishedHead.Artifacts, $"run-{Environment.ProcessId}"));
        try
        {
            foreach (var figure in chosen)
            {
                var watch = Stopwatch.StartNew();
                var columns = new List<(IHead Head, IReadOnlyList<Measured> Lines)>();
                foreach (var head in figure.IsOnEveryHead ? heads : heads.Take(1))
                {
                    var own = Directory.CreateDirectory(Path.Combine(folder.FullName, $"{figure.Name}-{columns.Count}"));
                    columns.Add((head, await figure.MeasureAsync(new Setting(head, own.FullName, arguments.Contains(Short)))));
                }

                Print(figure, columns, watch.Elapsed);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static string Usage() =>
        $"""
        Usage: dotnet run -c Release --project tests/Convo.Functions.Benchmarks -- {All} | NAME… [{Short}] [{Alone}] [{Head} ASSEMBLY]
          {Short}        a quick look, with less steady figures
          {Alone}  leaves the function app out
          {Head}         measures this build of the one-machine head instead of publishing one
        Names:
        {string.Join('\n', Figures.Select(figure => $"  {figure.Name,-12} {figure.Title}"))}
        """;

    private static void Print(IFigure figure, IReadOnlyList<(IHead Head, IReadOnlyList<Measured> Lines)> columns, TimeSpan took)
    {
        Console.WriteLine($"\n### {figure.Title} ({took.TotalSeconds:0} s)\n");
        Console.WriteLine($"| measured | goal | {string.Join(" | | ", columns.Select(column => column.Head.Name))} | |");
        Console.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|---|", columns.Count))}");

        // Every head answers with the same lines, in the same order.
        for (var line = 0; line < columns[0].Lines.Count; line++)
        {
            var cells = columns.Select(column => column.Lines[line]).Select(one => $"{one.Value} | {Said(one.Met)}");
            Console.WriteLine($"| {columns[0].Lines[line].What} | {columns[0].Lines[line].Goal} | {string.Join(" | ", cells)} |");
        }
    }

    private static string Said(bool? met) => met switch { true => "met", false => "**missed**", null => "" };
}
