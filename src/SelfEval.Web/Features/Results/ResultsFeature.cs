using SelfEval.Web.Features.Results.AcrossTeams;
using SelfEval.Web.Features.Results.Making;
using SelfEval.Web.Features.Results.Outward;
using SelfEval.Web.Features.Results.OverTime;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Results;

/// <summary>Editions of the figures, what changed between them, and the pages that show them.</summary>
public static class ResultsFeature
{
    public static void AddResults(this IServiceCollection services)
    {
        services.AddScoped<ReadTeamSeries>();
        services.AddScoped<ChooseChartRules>();
        services.AddScoped<PublishEdition>();
        services.AddScoped<CountAnswers>();
        services.AddScoped<RoundBreakdowns>();
        services.AddScoped<ReadCounted>();
        services.AddScoped<OpenLedger>();
        services.AddScoped<TickStep, MakeEditions>();
        services.AddScoped<TickStep, SummariseEditions>();
        services.AddScoped<ProgrammeRounds>();
        services.AddScoped<PublishComparison>();
        services.AddScoped<ReadOutward>();
        services.AddScoped<TickStep, MakeComparisons>();
    }
}
