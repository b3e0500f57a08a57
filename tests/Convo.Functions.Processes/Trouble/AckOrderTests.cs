using Convo.Functions.Benchmarks.Trace;

namespace Convo.Functions.Processes.Trouble;

/// <summary>The checker of the deep run must itself see what it is there to see.</summary>
public sealed class AckOrderTests
{
    private const string Log = "12</data/convo-functions.db-wal>";
    private const string Socket = "30<socket:[77]>";
    private static readonly string Hash = new('a', 64);
    private static readonly string Signature = new('b', 64);

    private static readonly string Request = $"5 recvmsg({Socket}, \"POST /hooks HTTP/1.1\\r\\nX-Convo-Signature: {Signature}\\r\\n\") = 300";
    private static readonly string Write = $"9 pwrite64({Log}, \"\\1\\2e|{Hash}\\0\", 4096, 24) = 4096";
    private static readonly string Flush = $"9 fdatasync({Log}) = 0";
    private static readonly string Answer = $"6 sendmsg({Socket}, \"HTTP/1.1 200 OK\\r\\n\") = 200";

    [Fact]
    public void An_answer_after_its_flush_is_in_order()
    {
        var order = Check(Request, Write, Flush, Answer);

        Assert.Equal((1, 1, 0), (order.Flushes, order.Answers, order.TooEarly));
    }

    [Fact]
    public void An_answer_without_a_flush_is_too_early()
    {
        var order = Check(Request, Write, Answer, Flush);

        Assert.Equal((1, 1, 1), (order.Flushes, order.Answers, order.TooEarly));
    }

    [Fact]
    public void A_flush_that_began_before_the_write_does_not_cover_it()
    {
        var order = Check(Request, $"8 fdatasync({Log} <unfinished ...>", Write, "8 <... fdatasync resumed>) = 0", Answer);

        Assert.Equal(1, order.TooEarly);
    }

    [Fact]
    public void An_answer_while_the_flush_is_under_way_is_too_early()
    {
        var order = Check(Request, Write, $"9 fdatasync({Log} <unfinished ...>", Answer, "9 <... fdatasync resumed>) = 0");

        Assert.Equal(1, order.TooEarly);
    }

    [Theory]
    [InlineData("9 fdatasync(12</data/convo-functions.db-wal>) = -1 EIO (Input/output error)")]
    [InlineData("9 fdatasync(13</data/other.log>) = 0")]
    public void A_failed_flush_and_a_flush_of_another_file_count_for_nothing(string flush)
    {
        var order = Check(Request, Write, flush, Answer);

        Assert.Equal((0, 1), (order.Flushes, order.TooEarly));
    }

    [Fact]
    public void The_answer_belongs_to_the_request_of_its_own_socket()
    {
        var order = Check(Request, Write, Flush, $"6 sendmsg(31<socket:[78]>, \"HTTP/1.1 200 OK\") = 200");

        Assert.Equal((0, 0), (order.Answers, order.TooEarly));
    }

    private static AckOrder Check(params string[] lines)
    {
        var order = new AckOrder(signature => signature == Signature ? Hash : null);
        foreach (var line in lines)
        {
            order.Take(line);
        }

        return order;
    }
}
