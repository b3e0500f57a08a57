using Convo.Functions.Core.Ports;
using Convo.Functions.Storage.Sqlite.Codec;
using Xunit;

namespace Convo.Functions.Storage.Tests.Sqlite;

/// <summary>The bytes of keys and bodies: what the file format rests on.</summary>
public sealed class Codecs
{
    private static readonly Dictionary<string, RowValue> Values = new(StringComparer.Ordinal)
    {
        ["Text"] = "ä😀",
        ["Number"] = -3L,
        ["Flag"] = true,
        ["No"] = false,
        ["Time"] = DateTimeOffset.UnixEpoch,
        ["Bytes"] = new byte[] { 1, 2, 3 },
    };

    [Fact]
    public void The_bytes_of_version_1_stay_as_they_are() => Assert.Equal(
        "01" + "06"
        + "0454657874" + "01" + "06C3A4F09F9880"
        + "064E756D626572" + "02" + "05"
        + "04466C6167" + "04"
        + "024E6F" + "03"
        + "0454696D65" + "05" + "0080B5F7F57F9F08"
        + "054279746573" + "06" + "03010203",
        Convert.ToHexString(BodyWriter.Encode(Values)));

    [Fact]
    public void A_body_cut_anywhere_is_refused()
    {
        var body = BodyWriter.Encode(Values);
        for (var length = 0; length < body.Length; length++)
        {
            Assert.Throws<FormatException>(() => BodyReader.Decode(body.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_body_with_any_byte_changed_is_read_or_refused_and_nothing_else()
    {
        var body = BodyWriter.Encode(Values);
        for (var index = 0; index < body.Length; index++)
        {
            for (var change = 1; change < 256; change++)
            {
                var damaged = body.ToArray();
                damaged[index] ^= (byte)change;
                Assert.True(Record.Exception(() => BodyReader.Decode(damaged)) is null or FormatException, $"byte {index} changed by {change}");
            }
        }
    }

    [Fact]
    public void A_body_with_something_behind_it_or_of_another_version_is_refused()
    {
        var body = BodyWriter.Encode(Values);
        Assert.Throws<FormatException>(() => BodyReader.Decode([.. body, 0]));
        body[0] = 2;
        Assert.Throws<FormatException>(() => BodyReader.Decode(body));
    }

    [Fact]
    public void Every_unit_of_a_key_comes_back_and_sorts_in_its_place()
    {
        var before = KeyCodec.Encode("");
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var key = new string((char)unit, 1);
            var bytes = KeyCodec.Encode(key);
            Assert.True(before.AsSpan().SequenceCompareTo(bytes) < 0, $"U+{unit:X4} sorts before the one in front of it");
            Assert.Equal(key, KeyCodec.Decode(bytes));
            before = bytes;
        }
    }

    [Theory]
    [InlineData("80")]
    [InlineData("C0AF")]
    [InlineData("C3")]
    [InlineData("E2A5")]
    [InlineData("F09F9880")]
    [InlineData("FF")]
    public void Bytes_that_are_no_key_are_refused(string hex) => Assert.Throws<FormatException>(() => KeyCodec.Decode(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("07", RowTag.NoTag)]
    [InlineData("-1", RowTag.NoTag)]
    [InlineData("9223372036854775808", RowTag.NoTag)]
    [InlineData("x", RowTag.NoTag)]
    public void A_tag_has_one_spelling(string text, long tag) => Assert.Equal(tag, RowTag.Parse(text));
}
