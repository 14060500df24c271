using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Moving;
using SelfEval.Web.Features.Operations.Backups;

namespace SelfEval.Cli.Operations;

/// <summary><c>selfeval backup | verify | restore | move | audit verify | account recover</c>: an installation's data, with the same settings as the site.</summary>
internal static class OperationsCommands
{
    private static readonly Option<string?> EnvFile = new("--env-file") { Description = "A file of NAME=VALUE lines with the service's settings, as systemd reads it. The environment's own come first." };
    private static readonly Option<string?> PassphraseFile = new("--passphrase-file")
    {
        Description = $"A file whose first line is the passphrase. Without it {Passphrase.Variable} is taken from the environment, or it is asked for.",
    };

    public static IEnumerable<Command> Create(Terminal terminal) => 
        [Backup(terminal), Verify(terminal), Restore(terminal), Move(terminal), AuditCommand.Create(terminal, EnvFile), AccountCommand.Create(terminal, EnvFile)];

    private static Command Backup(Terminal terminal)
    {
        var to = new Option<string>("--to") { Description = "A file, or a folder in which it is named by its time.", Required = true };
        var command = new Command("backup", "Makes one encrypted file of everything: database, keys, instruments. The service may run meanwhile.") { to, PassphraseFile, EnvFile };
        command.SetAction((parsed, cancellationToken) => Settings.WithAsync(parsed.GetValue(EnvFile), async services =>
        {
            var passphrase = ReadPassphrase.For(terminal, parsed.GetValue(PassphraseFile), isNew: true);
            var made = await ShowSteps.WhileAsync(terminal, steps => services.GetRequiredService<MakeBackup>().RunAsync(parsed.GetValue(to)!, passphrase, steps, cancellationToken));
            terminal.Output.WriteLine(made.Path);
            await RecordAsync(terminal, services, made, cancellationToken);
            terminal.Error.WriteLine($"{made.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes, {Rows(made.Manifest)}, read back and compared.");
        }));
        return command;
    }

    /// <summary>The backup is good whether or not it can be written down that it was made.</summary>
    private static async Task RecordAsync(Terminal terminal, IServiceProvider services, MakeBackup.Made made, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<RecordBackup>().RunAsync(made, cancellationToken);
        }
        catch (Exception e) when (e is DatabaseStartException or WriteGateBusyException or DbException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"That the backup was made could not be written down, so the health page does not count it: {e.Message}");
        }
    }

    private static Command Verify(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "A backup." };
        var workIn = new Option<string>("--work-in") { Description = "The folder in which the database is unpacked for a moment.", DefaultValueFactory = _ => Path.GetTempPath() };
        var command = new Command("verify", "Proves that a backup can be restored: decrypts and compares all of it and reads the database in it from end to end.") { file, workIn, PassphraseFile, EnvFile };
        command.SetAction((parsed, cancellationToken) => Settings.WithAsync(parsed.GetValue(EnvFile), async services =>
        {
            var passphrase = ReadPassphrase.For(terminal, parsed.GetValue(PassphraseFile), isNew: false);
            var manifest = await ShowSteps.WhileAsync(terminal, steps => services.GetRequiredService<VerifyBackup>().RunAsync(parsed.GetValue(file)!, passphrase, parsed.GetValue(workIn)!, steps, cancellationToken));
            terminal.Output.WriteLine($"whole: made {manifest.MadeAt:yyyy-MM-dd HH:mm:ss}Z by {manifest.Version}, {manifest.Provider}, {manifest.Schema}, {Rows(manifest)}, {manifest.Parts.Count} parts");
        }));
        return command;
    }

    private static Command Restore(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "A backup." };
        var command = new Command("restore", "Puts a backup into an empty place. The service must be stopped.") { file, PassphraseFile, EnvFile };
        command.SetAction((parsed, cancellationToken) => Settings.WithAsync(parsed.GetValue(EnvFile), async services =>
        {
            var passphrase = ReadPassphrase.For(terminal, parsed.GetValue(PassphraseFile), isNew: false);
            var restored = await ShowSteps.WhileAsync(terminal, steps => services.GetRequiredService<RestoreBackup>().RunAsync(parsed.GetValue(file)!, passphrase, steps, cancellationToken));
            terminal.Output.WriteLine($"restored: made {restored.Manifest.MadeAt:yyyy-MM-dd HH:mm:ss}Z by {restored.Manifest.Version}, {Rows(restored.Manifest)}");
            foreach (var note in restored.Notes) terminal.Error.WriteLine(note);
            terminal.Error.WriteLine("Start the service. Nothing is sent until an administrator has looked at /operations/messages and resumed sending.");
        }));
        return command;
    }

    private static Command Move(Terminal terminal)
    {
        var to = new Option<string>("--to") { Description = "Connection string of an empty PostgreSQL database. Others can read a command line: leave the password to a file (Passfile=/path/.pgpass).", Required = true };
        var again = new Option<bool>("--start-again") { Description = "Removes first what a move that was cut short left in that database. Nothing else is ever removed." };
        var command = new Command("move", "Moves a SQLite database, and the keys, to PostgreSQL, and compares every table. The service must be stopped.") { to, again, EnvFile };
        command.SetAction((parsed, cancellationToken) => Settings.WithAsync(parsed.GetValue(EnvFile), async services =>
        {
            var moved = await ShowSteps.WhileAsync(terminal, steps => services.GetRequiredService<MoveDatabase>().RunAsync(parsed.GetValue(to)!, parsed.GetValue(again), steps, cancellationToken));
            Print(terminal.Output, moved);
            terminal.Error.WriteLine("Everything is the same on both sides. Now set SelfEval:Database:Provider to postgres and SelfEval:Database:Connection, and start the service. Keep the SQLite file until you have a backup of the new database.");
        }));
        return command;
    }

    private static void Print(TextWriter output, IReadOnlyList<MovedTable> moved)
    {
        var width = moved.Max(m => m.Name.Length);
        output.WriteLine($"{"table".PadRight(width)}  {"SQLite",12}  {"PostgreSQL",12}  sum of the rows");
        foreach (var table in moved)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Name.PadRight(width)}  {table.Rows,12}  {table.RowsThere,12}  {table.Sum} {(table.IsEqual ? "equal" : "NOT EQUAL")}"));
    }

    private static string Rows(BackupManifest manifest) =>
        string.Create(CultureInfo.InvariantCulture, $"{manifest.Rows:N0} rows in {manifest.Tables.Count} tables ({manifest.Tables.GetValueOrDefault("Responses"):N0} responses)");
}
