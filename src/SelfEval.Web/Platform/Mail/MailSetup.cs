namespace SelfEval.Web.Platform.Mail;

public static class MailSetup
{
    public static void AddMail(this IServiceCollection services) => services.AddSingleton<Postbox>();
}
