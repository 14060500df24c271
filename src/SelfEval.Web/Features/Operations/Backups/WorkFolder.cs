using SelfEval.Web.Data.Care;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>
/// A folder for what is not encrypted yet, or any more: beside the database, where the same rows lie anyway, for its owner alone, and gone afterwards. What a killed process
/// left is taken away by the next one; a lock file tells it from one at work.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "backup-work-";
    private readonly FileStream _lock;
    private readonly NewFolders _around;

    private WorkFolder(string path, FileStream held, NewFolders around) => (Path, _lock, _around) = (path, held, around);

    public string Path { get; }

    public static WorkFolder Make(string parent)
    {
        var around = NewFolders.Make(parent);
        Sweep(parent);
        var path = System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new WorkFolder(path, new FileStream(LockIn(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None), around);
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(Path, recursive: true);
        _around.TakeBack();
    }

    private static void Sweep(string parent)
    {
        foreach (var old in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                using (new FileStream(LockIn(old), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
                    Directory.Delete(old, recursive: true);
            }
            catch (IOException)
            {
                // Somebody is at work in it.
            }
        }
    }

    private static string LockIn(string path) => System.IO.Path.Combine(path, "lock");
}
