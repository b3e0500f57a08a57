using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Convo.Functions.Scenarios.Campaigns;

/// <summary>The warnings and errors of a campaign, each kind with how often it came: weeks of all other lines would not fit into memory.</summary>
internal sealed class CampaignLog : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, int> lines = new();

    /// <summary>Each line that was logged, cut to its beginning, and how often.</summary>
    public IReadOnlyDictionary<string, int> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Writer(lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentDictionary<string, int> lines, string category) : ILogger
    {
        private const int Longest = 600;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var text = $"{logLevel}: {category}: {formatter(state, exception)} {exception}";
                lines.AddOrUpdate(text.Length > Longest ? text[..Longest] : text, 1, (_, before) => before + 1);
            }
        }
    }
}
