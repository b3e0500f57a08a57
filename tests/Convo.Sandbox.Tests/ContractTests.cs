using Convo.Sandbox.Tests.Contract;

namespace Convo.Sandbox.Tests;

/// <summary>The contract must be able to refuse, or passing it would mean nothing.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData("Error", """{"error":{"code":"not_found","message":"x"}}""", true)]
    [InlineData("Error", """{"error":{"code":"not_found"}}""", false)]
    [InlineData("Error", """{"error":"not_found"}""", false)]
    [InlineData("Timestamp", "\"2026-05-11T09:06:11.000Z\"", true)]
    [InlineData("Timestamp", "\"yesterday\"", false)]
    [InlineData("ActionItem", """{"item":"Call back","owner":null,"unknown":[1]}""", true)]
    [InlineData("ActionItem", """{"item":"Call back","owner":7}""", false)]
    [InlineData("KeypointsData", """{"id":"a","title":"b","createdAt":"2026-05-11T09:06:11Z","keypoints":{"actionItems":[{"owner":"x"}]}}""", false)]
    [InlineData("Event", """{"event":"transcript.ready","data":{"conversationId":"a","segmentCount":3},"timestamp":"2026-05-11T09:06:11Z"}""", true)]
    [InlineData("Event", """{"event":"transcript.ready","data":{"conversationId":"a"},"timestamp":"2026-05-11T09:06:11Z"}""", false)]
    public void The_contract_accepts_the_documented_shapes_and_no_others(string schema, string json, bool accepted) =>
        Assert.Equal(accepted, ConvoContract.Instance.Accepts(schema, json));
}
