using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Platform.Mail;

public static class MailSetup
{
    public static void AddMail(this IServiceCollection services, MailOptions mail)
    {
        services.AddSingleton<Postbox>();
        services.AddSingleton<LeadNotices>();
        services.AddSingleton<AdministratorNotices>();
        services.AddScoped<AddressChanges>();
        services.AddSingleton<Envelope>();
        services.AddSingleton<MailBreaker>();
        services.AddSingleton<CarriersTurn>();
        services.AddScoped<SendingState>();
        services.AddScoped<LetterClaims>();
        services.AddScoped<LetterTruth>();
        services.AddScoped<LetterReading>();
        services.AddScoped<LetterLane>();
        services.AddScoped<LetterCarrier>();
        services.AddScoped<TickStep>(s => s.GetRequiredService<LetterCarrier>());
        // MailCheck refuses any other mode before the site starts.
        if (mail.IsNotify) services.AddHttpClient<IMailer, NotifyMailer>(http => http.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        else if (mail.IsSmtp) services.AddScoped<IMailer, SmtpMailer>();
        else services.AddScoped<IMailer, FileMailer>();
    }
}
