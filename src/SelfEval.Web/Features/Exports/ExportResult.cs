using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace SelfEval.Web.Features.Exports;

/// <summary>A planned export as a download that begins at once. If it breaks off, the connection does, so that half a file never looks whole.</summary>
public sealed class ExportResult(ExportPlan plan, WriteExport write) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = plan.Format.MediaType;
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = plan.FileName }.ToString();
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.StartAsync(http.RequestAborted);
        try
        {
            await write.RunAsync(plan, http.Response.Body, http.RequestAborted);
        }
        catch
        {
            http.Abort();
            throw;
        }
    }
}
