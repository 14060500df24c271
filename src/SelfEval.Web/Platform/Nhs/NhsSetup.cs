using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.WebEncoders;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>What the design needs of the host: pages under Features, encoding, plain words for values that cannot be read, style sheets.</summary>
public static class NhsSetup
{
    public static WebApplicationBuilder AddNhsDesign(this WebApplicationBuilder builder)
    {
        // From a build folder the compressed style sheets lie beside the object files; a published site has them in wwwroot.
        builder.WebHost.UseStaticWebAssets();
        // A site run from its build folder would otherwise compress nothing and let nobody cache: names are fingerprinted, so both are safe.
        builder.Configuration.AddInMemoryCollection([new("ReloadStaticAssetsAtRuntime", "false"), new("EnableStaticAssetsDevelopmentCaching", "true")]);
        builder.Services.Configure<RazorPagesOptions>(options => options.RootDirectory = "/Features");
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        // Pages only. Antiforgery tokens differ in every answer and no page repeats what its address says, so a guesser learns nothing from sizes.
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        builder.Services.Configure<MvcOptions>(options =>
        {
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            var words = options.ModelBindingMessageProvider;
            words.SetAttemptedValueIsInvalidAccessor((_, _) => "Check this answer");
            words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Check this answer");
            words.SetUnknownValueIsInvalidAccessor(_ => "Check this answer");
            words.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Check this answer");
            words.SetValueIsInvalidAccessor(_ => "Check this answer");
            words.SetValueMustBeANumberAccessor(_ => "Enter a number");
            words.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
            words.SetValueMustNotBeNullAccessor(_ => "Answer this question");
            words.SetMissingBindRequiredValueAccessor(_ => "Answer this question");
            words.SetMissingKeyOrValueAccessor(() => "Answer this question");
        });
        return builder;
    }

    /// <summary>The style sheets, scripts and icons, compressed, with fingerprinted addresses; open to everybody.</summary>
    public static WebApplication MapNhsAssets(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        return app;
    }

    /// <summary>A page in plain words for every refusal that has no body of its own.</summary>
    public static WebApplication UseNhsErrorPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/error");
        return app;
    }

    /// <summary>An address that leads nowhere says so to everybody; nobody is sent to sign in for it.</summary>
    public static WebApplication UseNotFound(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is not null) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app;
    }
}
