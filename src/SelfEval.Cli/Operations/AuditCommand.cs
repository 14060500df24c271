using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Operations;

namespace SelfEval.Cli.Operations;

/// <summary><c>selfeval audit verify</c>: whether the audit is still what was written, asked from outside the site. The site may run meanwhile.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal, Option<string?> envFile)
    {
        var verify = new Command("verify", "Goes along the chain of the audit and names the first entry that was changed or is missing. The service may run meanwhile.") { envFile };
        verify.SetAction((parsed, cancellationToken) => Settings.AnswerAsync(parsed.GetValue(envFile), async services =>
        {
            await services.GetRequiredService<DatabaseStart>().CheckForReadingAsync(services.GetRequiredService<AppDb>(), cancellationToken);
            return Print(terminal, await services.GetRequiredService<VerifyAudit>().RunAsync(cancellationToken));
        }));
        return new Command("audit", "The record of who did what.") { verify };
    }

    private static int Print(Terminal terminal, AuditVerdict verdict)
    {
        string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
        terminal.Output.WriteLine(verdict.Holds
            ? $"holds: {N(verdict.Checked)} entries; it ends at entry {verdict.LastId} with the hash {verdict.LastHash}"
            : $"broken at entry {verdict.Entry}: {verdict.Fault} {N(verdict.Checked)} entries before it hold.");
        if (verdict.Removed > 0) terminal.Output.WriteLine($"removed because their time was over: {N(verdict.Removed)} entries");
        if (verdict.Older > 0) terminal.Output.WriteLine($"older than the chain, which nothing vouches for: {N(verdict.Older)} entries");
        terminal.Error.WriteLine(verdict.Holds
            ? "Write the entry and the hash down outside this service: a chain that is made anew later has another hash there."
            : "Keep a copy of the database as it is, and tell whoever is responsible for the security of your service.");
        return verdict.Holds ? CommandLine.Done : CommandLine.WrongInput;
    }
}
