using Convo.Functions.Core.Delivering;
using Convo.Functions.Core.Tests.Planning;
using Xunit;

namespace Convo.Functions.Core.Tests.Delivering;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Twelve_attempts_take_at_least_seventy_five_hours_whatever_the_dice()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var now = Given.Noon;
            var attempts = 1;

            while (RetrySchedule.Next(attempts, now, retryAfter: null, Dice(seed, attempts)) is { } next)
            {
                Assert.True(next > now, $"seed {seed}: attempt {attempts + 1} is not later than the one before");
                (now, attempts) = (next, attempts + 1);
            }

            Assert.True(attempts is 12, $"seed {seed}: {attempts} attempts");
            Assert.True(now - Given.Noon >= TimeSpan.FromHours(75), $"seed {seed}: {now - Given.Noon}");
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Even_the_luckiest_and_the_unluckiest_dice_stay_within_a_fifth(double dice)
    {
        for (var attempts = 1; attempts < RetrySchedule.MostAttempts; attempts++)
        {
            var middle = RetrySchedule.Next(attempts, Given.Noon, null, 0.5)!.Value - Given.Noon;
            var gap = RetrySchedule.Next(attempts, Given.Noon, null, dice)!.Value - Given.Noon;

            Assert.Equal(0.2, Math.Abs((gap / middle) - 1), precision: 6);
        }
    }

    [Theory]
    [InlineData(1, -60, 10)]
    [InlineData(1, 5, 10)]
    [InlineData(1, 120, 120)]
    [InlineData(1, 100_000, 3600)]
    [InlineData(7, 100_000, 21_600)]
    [InlineData(7, 12_000, 12_000)]
    public void A_time_to_come_back_is_believed_between_one_gap_and_the_longer_of_two_gaps_and_an_hour(int attempts, int wanted, int seconds) =>
        Assert.Equal(Given.Noon.AddSeconds(seconds), RetrySchedule.Next(attempts, Given.Noon, Given.Noon.AddSeconds(wanted), dice: 0.5));

    [Fact]
    public void After_the_last_attempt_there_is_none_even_when_the_destination_says_to_come_back() =>
        Assert.Null(RetrySchedule.Next(RetrySchedule.MostAttempts, Given.Noon, Given.Noon.AddHours(1), dice: 0.5));

    // A linear congruence is dice enough: the property holds for every dice.
    private static double Dice(int seed, int attempt) => ((((long)seed * 1103515245) + (attempt * 12345)) & 0xFFFF) / 65536.0;
}
