using System.Reflection;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Length counts, composition does not: 12 to 128 characters, not the person's address or name or the service's name dressed up, not a word that
/// everybody tries first, and not one pattern over and over. The list is read from this assembly.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;
    public const string Hint = "12 to 128 characters. Three unrelated words are a good start.";

    /// <summary>How much is read at sign-in: passwords from before there was a longest one work on.</summary>
    public const int LongestRead = 200;

    private const string Service = "selfeval";
    private const string Rows = "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba qwertyuiopasdfghjklzxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm";
    private static readonly char[] Dressing = [.. "0123456789!.?*#_- @"];
    private static readonly HashSet<string> Common = ReadCommon();

    public static void Check(string password, string email, string? name, string field = "Password")
    {
        if (Fault(password, email, name) is { } fault) throw new InvalidInput(field, fault);
    }

    /// <summary>What is wrong in words for the person, or null.</summary>
    public static string? Fault(string? password, string? email, string? name = null)
    {
        if (string.IsNullOrEmpty(password)) return "Enter a password";
        if (password.Length < Shortest) return $"Your password must have {Shortest} characters or more";
        if (password.Length > Longest) return $"Your password must have {Longest} characters or fewer";
        var lower = password.ToLowerInvariant();
        if (HoldsAddress(lower, email)) return "Your password must not contain your email address";
        if (IsAbout(lower, name)) return "Your password must be more than your name with something added";
        if (IsAround(lower, Service) || IsAround(Undressed(lower), Service)) return "Your password must be more than the name of this service with something added";
        if (IsOnePattern(lower) || IsCommon(lower)) return "That password is easy to guess. Use three unrelated words, or a password manager";
        return null;
    }

    private static bool HoldsAddress(string password, string? email)
    {
        if (string.IsNullOrWhiteSpace(email)) return false;
        var address = email.Trim().ToLowerInvariant();
        return password.Contains(address, StringComparison.Ordinal) || IsAround(password, address.Split('@')[0]);
    }

    /// <summary>The name's words one after another, any of them left out, with no more than a few characters beside.</summary>
    private static bool IsAbout(string password, string? name)
    {
        var words = (name ?? "").ToLowerInvariant().Split((char[])[' ', '-', '\'', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3).ToList();
        if (!words.Exists(w => w.Length >= 4 && password.Contains(w, StringComparison.Ordinal))) return false;
        return words.Aggregate(password, Rest).Length < 6;
    }

    private static bool IsAround(string password, string word) =>
        word.Length >= 4 && password.Contains(word, StringComparison.Ordinal) && Rest(password, word).Length < 6;

    private static bool IsOnePattern(string password)
    {
        if (password.Distinct().Count() < 5) return true;
        for (var period = 1; period <= password.Length / 2 && period <= 6; period++)
            if (password.Select((c, i) => c == password[i % period]).All(same => same)) return true;
        return Rows.Split(' ').Any(row => row.Contains(password, StringComparison.Ordinal) || row.StartsWith(password[..Math.Min(10, password.Length)], StringComparison.Ordinal));
    }

    private static bool IsCommon(string password)
    {
        // A common word with only digits, signs or itself again around it is still that word, spelt with signs or not.
        var core = password.Trim(Dressing);
        return new[] { password, core, Undressed(core) }.Any(text => Common.Contains(text)
            || Common.Any(word => word.Length >= 4 && text.Length > 0 && Rest(text, word).Length == 0));
    }

    private static string Rest(string text, string word) => text.Replace(word, "", StringComparison.Ordinal).Trim(Dressing);

    private static string Undressed(string password) => string.Concat(password.Select(c => c switch
    {
        '@' => 'a', '0' => 'o', '$' => 's', '3' => 'e', '1' => 'i', '5' => 's', '7' => 't', _ => c,
    }));

    private static HashSet<string> ReadCommon()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CommonPasswords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
