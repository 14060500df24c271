using Microsoft.AspNetCore.Routing;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>A body of the API that each unsafe door takes.</summary>
public static class Bodies
{
    private static readonly Dictionary<string, (string Type, string Body)> All = new()
    {
        ["api/v1/score"] = ("application/json", """{"instrument":"care-style","answers":{}}"""),
        ["api/v1/rounds/{id}/responses"] = ("application/json", """[{"key":"sweep-1","answers":{"own_1":"Words"},"completedOn":"2026-03-02","channel":"paper"}]"""),
        ["api/v1/rounds/{id}/people"] = ("text/csv", "name,email\nSwept,swept@example.org\n"),
    };

    public static string Json(Door door) => Known(door).Body;

    public static string Type(Door door) => Known(door).Type;

    private static (string Type, string Body) Known(Door door) =>
        All.TryGetValue(door.Route, out var body) ? body
        : door.Verb != "POST" || !door.Endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(m => m.HttpMethods.Contains("POST")) ? ("application/json", "{}") : throw new InvalidOperationException($"Bodies.cs does not say what /{door.Route} takes.");
}
