using System.Text;
using SelfEval.Web.Features.Operations.Backups;

namespace SelfEval.Cli.Operations;

/// <summary>From a file, the environment or the keyboard.</summary>
internal static class ReadPassphrase
{
    public static string For(Terminal terminal, string? file, bool isNew)
    {
        if (file is not null) return Passphrase.FromFile(file);
        if (Environment.GetEnvironmentVariable(Passphrase.Variable) is { Length: > 0 } set) return Passphrase.Check(set, Passphrase.Variable);
        if (terminal.MessageScreen is null || Console.IsInputRedirected)
            throw new UsageException($"A passphrase is needed: --passphrase-file FILE, or {Passphrase.Variable} in the environment.");
        var typed = Passphrase.Check(Ask(terminal, "Passphrase: "), "what you typed");
        if (isNew && Ask(terminal, "The same again: ") != typed) throw new InputException("The two are not the same.");
        return typed;
    }

    private static string Ask(Terminal terminal, string question)
    {
        terminal.Error.Write(question);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0) typed.Length--;
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        terminal.Error.WriteLine();
        return typed.ToString();
    }
}
