using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Platform.Mail;

public static class MailSetup
{
    public static void AddMail(this IServiceCollection services, MailOptions mail)
    {
        services.AddSingleton<Postbox>();
        services.AddSingleton<LeadNotices>();
        services.AddSingleton<Envelope>();
        services.AddScoped<LetterClaims>();
        services.AddScoped<LetterTruth>();
        services.AddScoped<LetterCarrier>();
        services.AddScoped<TickStep>(s => s.GetRequiredService<LetterCarrier>());
        if (mail.Mode.Equals("file", StringComparison.OrdinalIgnoreCase)) services.AddScoped<IMailer, FileMailer>();
        else if (mail.Mode.Equals("smtp", StringComparison.OrdinalIgnoreCase)) services.AddScoped<IMailer, SmtpMailer>();
        else throw new InvalidOperationException($"SelfEval:Mail:Mode is \"{mail.Mode}\"; it must be file or smtp.");
    }
}
