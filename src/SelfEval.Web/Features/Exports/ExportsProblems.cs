using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Exports;

public static class ExportsProblems
{
    public static Problem NothingToExport() => Problem.Conflict("exports.nothing_to_export", "There is nothing to download",
        "None of these rounds has enough answers. Go back and choose others, or wait until more people have answered.");
}
