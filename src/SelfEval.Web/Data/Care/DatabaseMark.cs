using System.Text;

namespace SelfEval.Web.Data.Care;

/// <summary>
/// One word in the lock file beside a SQLite database, which says how the last process left it. Without it nothing tells a new place from one whose database
/// was lost, nor a clean end from one whose newest answers lie in a file that somebody took away.
/// </summary>
public sealed class DatabaseMark(FileStream lockFile)
{
    /// <summary>The first start is at it; a half-made database is nobody's loss.</summary>
    public const string Making = "making";

    /// <summary>A process has it open, or was killed.</summary>
    public const string Open = "open";

    /// <summary>Ended, or about to.</summary>
    public const string Closed = "closed";

    /// <summary>Its data live elsewhere now.</summary>
    public const string Moved = "moved";

    public string Read()
    {
        lockFile.Position = 0;
        Span<byte> word = stackalloc byte[16];
        return Encoding.ASCII.GetString(word[..lockFile.ReadAtLeast(word, word.Length, throwOnEndOfStream: false)]).Trim();
    }

    public void Write(string word)
    {
        lockFile.Position = 0;
        lockFile.Write(Encoding.ASCII.GetBytes(word.PadRight(15) + "\n"));
        lockFile.Flush(flushToDisk: true);
    }
}
