using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

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
    }
}
