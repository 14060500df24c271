using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Api;
using SelfEval.Web.Platform.Refused;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Platform;

public static class PlatformSetup
{
    public static void AddPlatform(this IServiceCollection services, DatabaseOptions database, string dataFolder)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.AddConsoleFormatter<LogLine, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>());
        services.AddHttpContextAccessor();
        services.AddSingleton<DemonstrationMark>();
        services.AddScoped<CurrentAccount>();
        services.AddScoped<Scope>();
        services.AddScoped<InstallationKey>();
        services.AddScoped<NotToContact>();
        services.AddScoped<Audit>();
        services.AddSingleton<ArrivedAs>();
        services.AddScoped<SetUpGaps>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<WriteRefusals>();
        services.AddSingleton<Sealing>();
        services.AddSingleton<InstrumentFolder>();
        services.AddSingleton(s => s.GetRequiredService<InstrumentFolder>().Load());
        services.AddSingleton<Documents>();
        services.AddScoped<PublishedQuestionnaires>();
        services.AddScoped<RowReader>();
        services.AddScoped<Editions>();
        services.AddScoped<InvitedCounts>();
        services.AddScoped<EditionSummaries>();
        services.AddScoped<Changes>();
        services.AddScoped<TestsOfChange>();
        services.AddProblemDetails(o => o.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions.TryAdd("code", ApiProblems.Of(context.ProblemDetails.Status ?? StatusCodes.Status500InternalServerError).Code));
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SelfEvalOptions>>((antiforgery, selfEval) =>
        {
            // Antiforgery refuses to set a Secure cookie over plain HTTP, which is what a first look on localhost uses.
            var isHttps = selfEval.Value.PublicBaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            antiforgery.Cookie.Name = isHttps ? "__Host-form" : "form";
            antiforgery.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddExceptionHandler<ProblemHandler>();
        services.AddAuthorization(Access.AddPolicies);
        AddKeys(services, database, dataFolder);
        AddSignIn(services);
    }

    private static void AddKeys(IServiceCollection services, DatabaseOptions database, string dataFolder)
    {
        services.AddDataProtection().SetApplicationName("SelfEval");
        if (database.IsPostgres)
        {
            services.AddSingleton<KeyRing>();
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
                new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = s.GetRequiredService<KeyRing>()));
            return;
        }

        // Made when the first key is, so that looking at an installation makes no folders.
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "keys"));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            o.XmlRepository = new FileSystemXmlRepository(folder, s.GetRequiredService<ILoggerFactory>());
        }));
    }

    private static void AddSignIn(IServiceCollection services)
    {
        // Stateless; as a singleton the one desk that queues hashing can hold it.
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddIdentityCore<Account>(o =>
            {
                o.User.RequireUniqueEmail = true;
                // PasswordRules says what a password must be; composition it need not have.
                o.Password.RequiredLength = 12;
                o.Password.RequireDigit = o.Password.RequireLowercase = false;
                o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<AppDb>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 220_000);
        services.AddScoped<Sessions>();
        services.AddScoped<KeptForms>();
        services.AddAuthentication(SessionScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, o => o.ForwardDefaultSelector = ApiKeyScheme.SelectFor)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null);
        AddPasskeys(services);
    }

    private static void AddPasskeys(IServiceCollection services)
    {
        services.AddScoped<IUserStore<Account>, AccountStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<SelfEvalOptions>>((passkeys, selfEval) =>
        {
            // Fixed by configuration: the framework would take the domain from the request's Host header.
            var home = new Uri(selfEval.Value.PublicBaseUrl);
            passkeys.ServerDomain = home.Host;
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(
                !origin.CrossOrigin && origin.Origin.Equals(home.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
            // The device asks for a finger, a face or a PIN, so that the key counts as two factors.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AuthenticatorTimeout = TimeSpan.FromMinutes(5);
        });
    }
}
