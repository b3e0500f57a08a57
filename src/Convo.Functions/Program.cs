using Convo.Functions;
using Convo.Functions.Publishing;

if (args is [FunctionFolders.Argument, var root])
{
    FunctionFolders.Write(root);
    return 0;
}

return await FunctionsCommand.RunAsync();
