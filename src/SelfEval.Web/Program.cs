using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Features.Operations;
using SelfEval.Web.Features.Privacy;
using SelfEval.Web.Features.Programmes;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Features.Accounts;
using SelfEval.Web.Features.Answering;
using SelfEval.Web.Features.Comments;
using SelfEval.Web.Features.Demonstration;
using SelfEval.Web.Features.Exports;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Results;
using SelfEval.Web.Features.Rounds;
using SelfEval.Web.Features.Library;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Platform.Nhs;
using SelfEval.Web.Platform.Refused;
using SelfEval.Web.Platform.SignIn;

var isDemonstration = args.Contains(DemonstrationFeature.Switch);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = [.. args.Where(a => a != DemonstrationFeature.Switch)],
    // The program's own files (settings, pages, instruments) lie beside it, wherever it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
OwnFiles.ForOwnerOnly();
builder.AddNhsDesign();
builder.AddRequestSizes();
// A default only: --urls, ASPNETCORE_URLS and settings come first.
if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://localhost:5080");
// Whoever asked before the end was announced gets their answer; a service manager waits a little longer than this.
builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));

var faults = await StartCheck.FaultsAsync(builder.Configuration, canListen: !builder.Environment.IsEnvironment("Test"), builder.Environment.IsDevelopment());
if (faults.Count > 0)
{
    await Console.Error.WriteLineAsync("SelfEval cannot start with these settings. Nothing was begun.");
    foreach (var fault in faults) await Console.Error.WriteLineAsync($"  {fault}");
    return 1;
}

builder.Services.Configure<SelfEvalOptions>(builder.Configuration.GetSection(SelfEvalOptions.Section));
var options = builder.Configuration.GetSection(SelfEvalOptions.Section).Get<SelfEvalOptions>() ?? new SelfEvalOptions();
var database = builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
var dataFolder = Path.GetFullPath(options.DataFolder);

builder.Services.AddData(database, dataFolder);
builder.Services.AddPlatform(database, dataFolder);
builder.Services.AddMail(options.Mail);
builder.Services.AddJobs(database, builder.Environment);
builder.Services.AddTrustedProxies();
builder.Services.AddRateLimits(database, builder.Environment);
if (!builder.Environment.IsEnvironment("Test")) builder.Services.AddHostedService(s => s.GetRequiredService<WriteRefusals>());
builder.Services.AddAccounts(options.OpenId);
builder.Services.AddRounds();
builder.Services.AddInvitations();
builder.Services.AddProgrammes();
builder.Services.AddOperations();
builder.Services.AddPrivacy();
builder.Services.AddRazorPages().AddMvcOptions(o =>
{
    o.Filters.Add<WholeRequests>();
    o.Filters.Add<RefillForms>();
});
builder.Services.AddQuestionnaires();
builder.Services.AddAnswering();
builder.Services.AddResults();
builder.Services.AddComments();
builder.Services.AddApi();
builder.Services.AddExports();
if (isDemonstration) builder.Services.AddDemonstration(TimeProvider.System);

var app = builder.Build();

app.UseForwardedHeaders();
app.UseMiddleware<SecurityHeaders>();
app.UseResponseCompression();
app.UseNhsErrorPages();
app.UseApiProblems();
app.UseExceptionHandler();
app.UseMiddleware<KnownHosts>();
app.UseMiddleware<OtherSites>();
app.UseMiddleware<NulFreeForms>();
app.UseRouting();
app.UseNotFound();
app.UseMiddleware<PlainHttp>();
app.UseMiddleware<PageMethods>();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.MapNhsAssets();
app.MapRazorPages().WithStaticAssets();
app.MapJobs();
app.MapOperations();
app.MapApiDocument();
var api = app.MapApi();
api.MapLibraryApi();
api.MapProgrammesApi();
api.MapQuestionnairesApi();
api.MapRoundsApi();
api.MapInvitationsApi();
api.MapAnsweringApi();
api.MapResultsApi();
api.MapExportsApi();

try
{
    await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync();
    await using var scope = app.Services.CreateAsyncScope();
    await app.Services.GetRequiredService<InstrumentFolder>().CheckUsedAsync(
        app.Services.GetRequiredService<InstrumentShelf>(), scope.ServiceProvider.GetRequiredService<AppDb>());
    await app.Services.GetRequiredService<DemonstrationMark>().ReadAsync(scope.ServiceProvider.GetRequiredService<AppDb>());
}
catch (Exception e) when (e is DatabaseStartException or InstrumentFolderException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

if (isDemonstration)
{
    await using var scope = app.Services.CreateAsyncScope();
    if (!await scope.ServiceProvider.GetRequiredService<Demonstration>().PrepareAsync(new DemonstrationScale(), Console.Out, Console.Error)) return 1;
}

if (!app.Environment.IsEnvironment("Test"))
{
    await using var scope = app.Services.CreateAsyncScope();
    await scope.ServiceProvider.GetRequiredService<FirstRun>().PrintLinkAsync(Console.Out);
}

StartWords.Say(app, options);
var storage = app.Services.GetRequiredService<StorageState>();
await using var end = storage.Failed.Register(() =>
{
    app.Logger.LogCritical("{Why}. The service ends, because nothing that it writes from now on could be trusted; start it again.", storage.Closed);
    app.Lifetime.StopApplication();
});
await app.RunAsync();
return storage.HasFailed ? 1 : 0;

/// <summary>Named so that tests can host it.</summary>
public partial class Program;
