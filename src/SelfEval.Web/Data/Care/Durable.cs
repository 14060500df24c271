using System.Runtime.InteropServices;

namespace SelfEval.Web.Data.Care;

/// <summary>Files that are there after a power cut: their bytes, and their name in the folder.</summary>
public static class Durable
{
    /// <summary>Gives a finished file its name in one step; an older one of that name stays until then.</summary>
    public static void Rename(string from, string to)
    {
        Sync(from);
        File.Move(from, to, overwrite: true);
        // On another disk it is a new file.
        Sync(to);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    public static void Sync(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The names in a folder. Windows keeps them by itself, and some network disks know no such thing.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = open(folder, 0);
        if (descriptor < 0) return;
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

#pragma warning disable CA2101, SYSLIB1054, CA5392 // Three calls of libc, with a path in the bytes that the system takes.
    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
#pragma warning restore CA2101, SYSLIB1054, CA5392
}
