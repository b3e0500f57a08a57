using Convo.Functions;
using Convo.Functions.Publishing;

if (args is [FunctionFolders.Argument, var root])
{
    FunctionFolders.Write(root);
    return 0;
}

// No type of another assembly may be named above or here: writing the folders needs this one alone.
return await FunctionsCommand.RunAsync();
