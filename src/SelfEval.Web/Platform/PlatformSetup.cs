using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Platform;

public static class PlatformSetup
{
    public static void AddPlatform(this IServiceCollection services, DatabaseOptions database, string dataFolder)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddSingleton<DemonstrationMark>();
        services.AddScoped<CurrentAccount>();
        services.AddScoped<Scope>();
        services.AddScoped<InstallationKey>();
        services.AddScoped<NotToContact>();
        services.AddScoped<Audit>();
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
                o.Password.RequiredLength = 12;
                o.Password.RequiredUniqueChars = 4;
                o.Password.RequireDigit = o.Password.RequireLowercase = false;
                o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Lockout.MaxFailedAccessAttempts = 10;
            })
            .AddEntityFrameworkStores<AppDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 220_000);
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = TimeSpan.FromHours(1));
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddIdentityCookies();
        // Signing out takes them all away, also where none was set.
        foreach (var scheme in new[] { IdentityConstants.ExternalScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme })
        {
            services.Configure<CookieAuthenticationOptions>(scheme, o =>
            {
                o.Cookie.Name = "__Host-" + scheme;
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
        }

        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, o =>
        {
            o.Cookie.Name = "__Host-selfeval";
            o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.HttpOnly = true;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = false;
            o.LoginPath = "/accounts/sign-in";
            // Not a redirect: the status is the answer, and the page for it stands at the address that was asked for.
            o.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            o.ForwardDefaultSelector = ApiKeyScheme.SelectFor;
        });
    }
}
