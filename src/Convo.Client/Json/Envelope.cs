namespace Convo.Client;

/// <summary>What every successful answer is wrapped in (API documentation, "Response Format").</summary>
/// <typeparam name="T">The kind of data.</typeparam>
/// <param name="Data">The data; the transport refuses an answer without it.</param>
/// <param name="Pagination">Where a page lies in its list; lists only.</param>
internal sealed record Envelope<T>(T? Data, PageBounds? Pagination = null);

/// <summary>The <c>pagination</c> beside a list.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Limit">The page size that was used.</param>
/// <param name="Offset">How many were skipped.</param>
internal sealed record PageBounds(int? Total, int? Limit, int? Offset);
