using Microsoft.AspNetCore.Http.HttpResults;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Features.Library;

/// <summary>The instruments over the API: lists in short, each one in the words of its file.</summary>
public static class LibraryApi
{
    /// <param name="Id">For example care-style.</param>
    /// <param name="Version">A used version never changes.</param>
    /// <param name="Title">What people read in lists.</param>
    /// <param name="Standing">How it stands to a published instrument.</param>
    /// <param name="Licence">Short name of the licence of its wording.</param>
    /// <param name="Languages">Language tags; the first is the default.</param>
    /// <param name="Items">How many items it has.</param>
    /// <param name="Forms">Ids of its forms; empty where there is only one.</param>
    /// <param name="ContentHash">SHA-256 of the canonical file, lower-case hex.</param>
    /// <param name="Scales">Scale keys, instrument.scale.</param>
    public sealed record InstrumentLine(
        string Id, string Version, string Title, Standing Standing, string Licence, IReadOnlyList<string> Languages, int Items,
        IReadOnlyList<string> Forms, IReadOnlyList<string> Scales, string ContentHash);

    public static void MapLibraryApi(this RouteGroupBuilder api)
    {
        api.MapGet("/instruments", List).WithSummary("All instruments, every version, newest first");
        api.MapGet("/instruments/{id}", Show)
            .WithSummary("One instrument as its file says it; the newest version unless one is named")
            .WithDescription("The JSON is that of the instrument file; instruments/README.md says it field by field. The ETag is its content hash.")
            .Produces<object>(contentType: ApiBody.Json);
    }

    private static Ok<InstrumentLine[]> List(InstrumentShelf shelf) => TypedResults.Ok(shelf.All.Select(i => new InstrumentLine(
        i.Id, i.Version, i.Title.ToString(), i.Standing, i.Licence.Name, i.Languages, i.Items.Count,
        [.. i.Forms.Select(f => f.Id)], [.. i.Scales.Select(s => $"{i.Id}.{s.Id}")], i.ContentHash)).ToArray());

    private static ContentHttpResult Show(string id, string? version, InstrumentShelf shelf, HttpResponse response)
    {
        var instrument = shelf.Find(id, version) ?? throw Problem.NotFound();
        response.Headers.ETag = $"\"{instrument.ContentHash}\"";
        return TypedResults.Text(instrument.Json, ApiBody.Json);
    }
}
