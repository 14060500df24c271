using SelfEval.Web.Features.Rounds.Progress;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Planning, watching and ending rounds.</summary>
public static class RoundsFeature
{
    public static void AddRounds(this IServiceCollection services)
    {
        services.AddScoped<PlanRound>();
        services.AddScoped<CancelRound>();
        services.AddScoped<MoveClose>();
        services.AddScoped<ChangeReminders>();
        services.AddScoped<CloseRoundNow>();
        services.AddScoped<TickStep, CloseRounds>();
        services.AddScoped<TickStep, RaiseAlarms>();
    }
}
