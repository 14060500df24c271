namespace SelfEval.Web.Data.Care;

/// <summary>Folders that were made for a piece of work, to be taken away again when it comes to nothing.</summary>
public sealed class NewFolders
{
    private readonly List<string> _made = [];

    public static NewFolders Make(string folder)
    {
        var made = new NewFolders();
        for (var at = Path.GetFullPath(folder); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) made._made.Add(at);
        Directory.CreateDirectory(folder);
        return made;
    }

    /// <summary>Those in which nothing is.</summary>
    public void TakeBack()
    {
        foreach (var folder in _made)
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
