namespace SelfEval.Web.Features.Exports;

/// <summary>Files of scored answers for a programme's evaluators.</summary>
public static class ExportsFeature
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddScoped<PrepareExport>();
        services.AddScoped<WriteExport>();
        services.AddScoped<OpenRows>();
    }
}
