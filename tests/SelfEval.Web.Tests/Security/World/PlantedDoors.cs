using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>Doors with a fault each, as a hurried change might make them. They stand before the product's own middleware, so nothing mends them.</summary>
internal sealed class PlantedDoors : IStartupFilter
{
    public const string Echo = "/planted/echo";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.MapWhen(http => http.Request.Path.StartsWithSegments("/" + Door.Planted), planted =>
        {
            planted.Use(async (http, further) =>
            {
                // Hangfire logs to whatever site of this process began last; that one may have ended.
                if (http.Request.Path.StartsWithSegments("/planted/hangfire")) Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
                try
                {
                    await further(http);
                }
                catch (Problem refusal)
                {
                    http.Response.StatusCode = refusal.Status;
                }
            });
            planted.UseRouting();
            planted.UseEndpoints(Map);
        });
        next(app);
    };

    private static void Map(IEndpointRouteBuilder routes)
    {
        // No fault: says what cookies a browser holds, so that the sweeps can hold on to them.
        routes.MapGet(Echo, (HttpRequest request) => request.Headers.Cookie.ToString()).RequireAuthorization();
        // Says nothing about who may come in.
        routes.MapGet("/planted/no-policy", () => "open");
        // Open to everybody and on no list.
        routes.MapGet("/planted/open", () => "open").AllowAnonymous();
        // Looks up by id alone, whoever asks.
        routes.MapGet("/planted/teams/{id:int}", async (int id, AppDb db) =>
            await db.Teams.Where(t => t.Id == id).Select(t => t.Name).SingleOrDefaultAsync() is { } name ? Results.Text(name) : Results.NotFound()).RequireAuthorization();
        // Reads another team's row, and refuses then.
        routes.MapGet("/planted/late/teams/{id:int}", async (int id, AppDb db) => await db.Teams.SingleOrDefaultAsync(t => t.Id == id) is { } ? Results.NotFound() : Results.NotFound()).RequireAuthorization();
        // Changes another team's row, with the same answer as for none.
        routes.MapPost("/planted/teams/{id:int}", async (int id, AppDb db, WriteGate gate) =>
        {
            await gate.RunAsync(db, () => db.Teams.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Aim, "planted")));
            return Results.NotFound();
        }).RequireAuthorization();
        // Binds a row.
        routes.MapPost("/planted/bind", async (HttpRequest request, AppDb db, WriteGate gate) =>
        {
            var form = await request.ReadFormAsync();
            await gate.RunAsync(db, async () =>
            {
                var team = await db.Teams.OrderBy(t => t.Id).FirstAsync();
                if (form["Input.Aim"] is [{ } aim]) team.Aim = aim;
                await db.SaveChangesAsync();
            });
            return Results.Ok();
        }).RequireAuthorization();
        // A look that changes something.
        routes.MapGet("/planted/counts", async (AppDb db, WriteGate gate) =>
        {
            await gate.RunAsync(db, () => db.Teams.ExecuteUpdateAsync(set => set.SetProperty(t => t.Aim, t => t.Aim + "+")));
            return "counted";
        }).RequireAuthorization();
        // A cookie that any sibling site may set and any script may read.
        routes.MapGet("/planted/cookie", (HttpResponse response) =>
        {
            response.Cookies.Append("remembered", "1");
            return "cookie";
        }).RequireAuthorization();
        // Kept by whoever is on the way, told apart by a cookie only.
        routes.MapGet("/planted/cached", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=60";
            return "cached";
        }).RequireAuthorization();
        // Takes any verb.
        routes.Map("/planted/any", () => "taken").RequireAuthorization();
        // Takes an id beside the address before the one in it.
        routes.MapPost("/planted/polluted/teams/{id:int}", async (int id, HttpRequest request, AppDb db, WriteGate gate) =>
        {
            var form = await request.ReadFormAsync();
            if (form.TryGetValue("id", out var beside)) id = int.Parse(beside[0]!, System.Globalization.CultureInfo.InvariantCulture);
            await gate.RunAsync(db, () => db.Teams.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Aim, "polluted")));
            return Results.Ok();
        }).RequireAuthorization();
        // Reads a body of whatever type.
        routes.MapPost("/planted/body", async (HttpRequest request) => (await new StreamReader(request.Body).ReadToEndAsync()).Length).RequireAuthorization();
        // Writes JSON, whatever was asked for.
        routes.MapGet("/planted/format", () => Results.Json(new { Is = "JSON" })).RequireAuthorization();
        // Writes nothing that anybody asks for.
        routes.MapGet("/planted/no-format", () => Results.StatusCode(StatusCodes.Status406NotAcceptable)).RequireAuthorization();
        // For programs, and opened by the cookie of a browser.
        routes.MapGet("/planted/by-cookie", (HttpRequest request) => request.Cookies.ContainsKey(SessionCookie.Name) ? Results.Ok() : Results.Unauthorized()).RequireAuthorization();
        // Says what link it was that is no good.
        routes.MapGet("/planted/s/{secret}", (string secret) => Results.Text($"There is no link {secret}.", statusCode: 404)).AllowAnonymous();
        // Looks twice where a link could be one that was forgotten.
        routes.MapGet("/planted/s/{secret}/again", async (string secret, AppDb db) =>
        {
            if (!secret.StartsWith("AAAA", StringComparison.Ordinal) && !await db.Invitations.AnyAsync(i => i.TokenHash == Secrets.Hash(secret))) await db.Rounds.AnyAsync(r => r.OpenLinkHash == Secrets.Hash(secret));
            return Results.NotFound();
        }).AllowAnonymous();
        // Opens whatever link comes.
        routes.MapGet("/planted/s/{secret}/open", (string secret) => secret.Length).AllowAnonymous();
        // Shows the recurring work to everybody, with buttons.
        routes.MapHangfireDashboard("/planted/hangfire", new DashboardOptions { Authorization = [], IsReadOnlyFunc = _ => false, IgnoreAntiforgeryToken = true });
    }
}
