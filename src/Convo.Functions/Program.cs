using Convo.Functions;
using Convo.Functions.Publishing;

if (args is [FunctionFolders.Argument, var root])
{
    FunctionFolders.Write(root);
    return 0;
}

return await FunctionsCommand.RunAsync(
    new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Error, CancellationToken.None);
