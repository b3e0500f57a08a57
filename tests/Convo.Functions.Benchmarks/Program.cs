using Convo.Functions.Benchmarks;
using Convo.Functions.Benchmarks.Load;

return args switch
{
    [LoadGenerator.Role, .. var rest] => await LoadGenerator.MainAsync(rest),
    [EmptyHost.Role, .. var rest] => await EmptyHost.MainAsync(rest),
    [ProductHost.Role, .. var rest] => await ProductHost.MainAsync(rest),
    _ => await BenchmarkCommand.RunAsync(args, TimeProvider.System),
};
