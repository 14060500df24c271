using System.Runtime.InteropServices;

namespace SelfEval.Web.Platform;

/// <summary>Whatever this process makes (database, letters, backups) is for its own account alone, however it was started; systemd's UMask does the same.</summary>
public static class OwnFiles
{
    private const int NobodyElse = 0b000_111_111;

    public static void ForOwnerOnly()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(NobodyElse);
    }

#pragma warning disable SYSLIB1054, CA5392 // One call of libc.
    [DllImport("libc", EntryPoint = "umask")]
    private static extern int Umask(int mask);
#pragma warning restore SYSLIB1054, CA5392
}
