using Convo.Functions.Core.Ports;
using Xunit;

namespace Convo.Functions.Tests.Shared;

/// <summary>Compares rows by content: bytes have no equality of their own.</summary>
public static class RowAssert
{
    public static void Same(Row expected, Row? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Partition, expected.Key), (actual.Partition, actual.Key));
        Assert.Equal(expected.Values.Keys.Order(StringComparer.Ordinal), actual.Values.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, value) in expected.Values)
        {
            Same(value, actual.Values[name]);
        }
    }

    private static void Same(RowValue expected, RowValue actual)
    {
        if (expected.AsBytes is not { } bytes)
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.NotNull(actual.AsBytes);
        Assert.Equal(bytes.ToArray(), actual.AsBytes.Value.ToArray());
    }
}
