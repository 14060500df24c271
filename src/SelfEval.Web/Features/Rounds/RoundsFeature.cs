using SelfEval.Web.Features.Rounds.Plans;
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
        services.AddScoped<MakePlan>();
        services.AddScoped<ChangePlan>();
        services.AddScoped<EndPlan>();
        services.AddScoped<ReadRehearsal>();
        services.AddScoped<TickStep, PrepareRounds>();
        services.AddScoped<TickStep, RaiseAlarms>();
    }
}
