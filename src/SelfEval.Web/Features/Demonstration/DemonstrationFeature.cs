using Microsoft.Extensions.DependencyInjection.Extensions;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>A programme with generated answers to look at. Only in a process started with --demo; later starts need nothing of it.</summary>
public static class DemonstrationFeature
{
    public const string Switch = "--demo";

    public static void AddDemonstration(this IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(new DemonstrationClock(clock));
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(s => s.GetRequiredService<DemonstrationClock>()));
        services.AddScoped<FileMailer>();
        services.Replace(ServiceDescriptor.Scoped<IMailer, DemonstrationMailer>());
        services.AddScoped<DemonstrationCast>();
        services.AddScoped<DemonstrationParticipants>();
        services.AddScoped<DemonstrationMonths>();
        services.AddScoped<DemonstrationRounds>();
        services.AddScoped<DemonstrationSheet>();
        services.AddScoped<FillDemonstration>();
        services.AddScoped<Demonstration>();
    }
}
