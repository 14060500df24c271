using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Recovery;

namespace SelfEval.Cli.Operations;

/// <summary><c>selfeval account recover EMAIL</c>: the way back for somebody whom nobody can help on a page, because all factors of the only administrator are lost.</summary>
internal static class AccountCommand
{
    public static Command Create(Terminal terminal, Option<string?> envFile)
    {
        var email = new Argument<string>("email") { Description = "The address of the account." };
        var recover = new Command("recover", "Signs an account out everywhere and prints a link, good once and for an hour, with which a new password and a new second factor are chosen. With SQLite the service must be stopped.") { email, envFile };
        recover.SetAction((parsed, cancellationToken) => Settings.AnswerAsync(parsed.GetValue(envFile), async services =>
        {
            await services.GetRequiredService<DatabaseStart>().PrepareForCommandAsync(services.GetRequiredService<AppDb>(), cancellationToken);
            terminal.Output.WriteLine(await services.GetRequiredService<OpenRecovery>().RunAsync(parsed.GetValue(email)!));
            terminal.Error.WriteLine("Give this link to the person and to nobody else, and only when you have made sure who it is. It works once and for an hour. They were signed out everywhere, and their address is told of this.");
            return CommandLine.Done;
        }, static also => also.AddScoped<OpenRecovery>()));
        return new Command("account", "People who sign in.") { recover };
    }
}
