namespace Convo.Functions.Web.Secrets;

/// <summary>The folder with keys, spool and database: for its owner's eyes only.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A folder beneath the data folder; made where it is missing, and closed to others where it was open.</summary>
    public static DirectoryInfo Open(string root, string name)
    {
        var folder = new DirectoryInfo(Path.Combine(root, name));
        if (OperatingSystem.IsWindows())
        {
            folder.Create();
            return folder;
        }

        Directory.CreateDirectory(folder.FullName, OwnerOnly);
        folder.UnixFileMode = OwnerOnly;
        return folder;
    }
}
