using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace SelfEval.Web.Features.Operations;

/// <summary>A CSV download that is written while it is read. If it breaks off, the connection does, so that half a file never looks whole.</summary>
public sealed class CsvResult(string name, Func<Stream, CancellationToken, Task> write) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await write(http.Response.Body, http.RequestAborted);
        }
        catch
        {
            http.Abort();
            throw;
        }
    }
}
