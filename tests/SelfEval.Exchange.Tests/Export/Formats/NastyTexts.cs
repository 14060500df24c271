using System.Text;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>What people may write, and a little more.</summary>
internal static class NastyTexts
{
    internal static readonly string[] All =
    [
        "plain", "It was fine - really", "=1+1", "+44 20", "-9", "-8", "-99", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''=1", "'tis", "=HYPERLINK(\"http://x\",\"y\")",
        "a,b;c\td", "she said \"yes\"", "two\nlines", "two\r\nlines", "one\rtwo", "ends in a line\n", " leads", "trails ", "trails two  ", " ", "   ", "\t", "\n",
        "héllo wörld", "Ελληνικά", "Русский", "العربية من اليمين", "עברית", "हिन्दी", "ไทย", "中文字符", "日本語", "한국어", "ქართული", "አማርኛ", "ᚠᚢᚦ", "👩🏽‍⚕️ and 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301 \u200F\u200E\u202Ertl\u202C",
        "nul\0inside", "bell\a", "\u0001\u001F", "del\u007F", "nel\u0085", "ls\u2028ps\u2029", "\uFEFFbom", "\uFFFE", "\uFFFF", "lone \uD800 high", "lone \uDC00 low", "\uDC00\uD800", "\uD83D",
        @"\u{41}", @"\u{", @"\\u{0}", @"ends in \", "_x0041_", "_x005F_", "__x000D_", "&amp; <b>&lt;</b> ]]>", "'quoted'", "a|b", "100%", "NULL", "NA", "NaN", "true", "1e5", "2026-01-01", ".", ".a",
        new string('x', 255), new string('x', 256), new string('é', 130), new string('y', 252 * 3), new string('y', (252 * 3) + 1), new string('z', 510), new string(' ', 300) + "x",
        new string('q', 32_761), new string('q', 32_766), new string('q', 32_767), new string('q', 32_768), new string('€', 20_000),
    ];

    /// <summary>A hundred thousand characters.</summary>
    internal static readonly string Longest = string.Concat(Enumerable.Repeat("wörd 👍 \r\n,\"=", 7_700)) + "  the end ";

    internal static string Any(Random random)
    {
        if (random.Next(4) > 0) return All[random.Next(All.Length)];
        if (random.Next(60) == 0) return Longest;
        var text = new StringBuilder();
        for (var left = random.Next(1, 400); left > 0; left--)
        {
            text.Append(random.Next(5) switch
            {
                0 => (char)random.Next(0, 0x100),
                1 => (char)random.Next(0x100, 0x10000),
                _ => (char)random.Next(' ', '~'),
            });
        }

        return text.ToString();
    }
}
