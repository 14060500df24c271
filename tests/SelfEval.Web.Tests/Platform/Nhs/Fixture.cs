using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace SelfEval.Web.Tests.Platform.Nhs;

/// <summary>One of the examples that nhsuk-frontend ships with each component: its options, and the HTML its own template makes of them.</summary>
public sealed record Fixture(string Component, int Number, string Name) : IXunitSerializable
{
    public Fixture() : this("", 0, "")
    {
    }

    public string Component { get; private set; } = Component;

    public int Number { get; private set; } = Number;

    public string Name { get; private set; } = Name;

    public JsonObject Options => Read(Component)[Number]!["context"]!.AsObject();

    public string Html => Read(Component)[Number]!["html"]!.GetValue<string>();

    public static IEnumerable<Fixture> Of(string component) =>
        Read(component).Select((node, number) => new Fixture(component, number, node!["name"]!.GetValue<string>()));

    /// <summary>Every option the fixture sets, as a path with the kind of its value, such as <c>.hint.text:String</c>.</summary>
    public IEnumerable<string> Paths() => PathsOf(Options, "").Distinct();

    public void Deserialize(IXunitSerializationInfo info)
    {
        Component = info.GetValue<string>(nameof(Component))!;
        Number = info.GetValue<int>(nameof(Number));
        Name = info.GetValue<string>(nameof(Name))!;
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Component), Component);
        info.AddValue(nameof(Number), Number);
        info.AddValue(nameof(Name), Name);
    }

    public override string ToString() => $"{Component} {Number}: {Name}";

    private static JsonArray Read(string component)
    {
        // Installed by the build of the site, never committed.
        var file = Path.Combine(RepositoryRoot(), "src/SelfEval.Web/node_modules/nhsuk-frontend/dist/nhsuk/components", component, "fixtures.json");
        return JsonNode.Parse(File.ReadAllText(file))!["fixtures"]!.AsArray();
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SelfEval.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository");
    }

    private static IEnumerable<string> PathsOf(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => PathsOf(member.Value, $"{path}.{member.Key}")),
        JsonArray { Count: 0 } => [path + ":Empty"],
        JsonArray items => items.SelectMany(item => PathsOf(item, path + "[]")),
        null => [path + ":Null"],
        _ => [$"{path}:{node.GetValueKind() switch { JsonValueKind.True or JsonValueKind.False => "Bool", var kind => kind.ToString() }}"],
    };
}
