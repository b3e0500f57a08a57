// Each test starts programs and loads the machine: several at once would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
