namespace SelfEval.Instruments.Definition;

/// <summary>What to write where a needed member is missing.</summary>
internal static class MemberExamples
{
    private static readonly Dictionary<string, string> ByName = new()
    {
        ["id"] = "\"my-id\"", ["version"] = "\"1.0\"", ["title"] = "{ \"en\": \"…\" }", ["standing"] = "\"bespoke\"",
        ["licence"] = "{ \"name\": \"CC BY 4.0\" }", ["languages"] = "[\"en\"]", ["items"] = "[ … ]", ["code"] = "\"abc_1\"",
        ["kind"] = "… (README.md lists the kinds)", ["text"] = "{ \"en\": \"…\" }", ["label"] = "{ \"en\": \"…\" }", ["responses"] = "\"the id of a response set\"",
        ["options"] = "[ { \"code\": \"1\", \"label\": { \"en\": \"…\" }, \"value\": 1 }, … ]", ["method"] = "\"sum\"",
        ["rules"] = "[ { \"id\": \"all\", \"kind\": \"allAnswered\", \"title\": { \"en\": \"All items answered\" } } ]",
        ["minimum"] = "the lowest possible score", ["maximum"] = "the highest possible score", ["from"] = "the lowest score in the band",
        ["to"] = "where the next band begins", ["count"] = "a whole number", ["source"] = "\"where the numbers come from\"", ["citation"] = "\"authors, journal, year\"",
        ["name"] = "\"CC BY 4.0\"", ["rows"] = "[ { \"raw\": 0, \"value\": 0 }, … ]", ["raw"] = "the sum of the items", ["value"] = "a number",
        ["check"] = "\"straightLine\"", ["locations"] = "{ \"abc_1\": -0.5, … }", ["thresholds"] = "[ -1.0, 1.0 ]", ["rating"] = "\"the code of the rating item\"",
        ["combine"] = "\"mean\"", ["scales"] = "[ \"the id of a scale\", … ]", ["scoringVersion"] = "\"v1\"", ["bands"] = "[ … ]", ["level"] = "\"person\"",
        ["mean"] = "a number", ["language"] = "\"cy\"", ["table"] = "{ \"rows\": [ { \"raw\": 4, \"value\": 0 }, … ], \"source\": \"…\" }",
        ["calibration"] = "{ \"locations\": { \"abc_1\": -0.5, … }, \"thresholds\": [ -1.0, 1.0 ], \"source\": \"…\" }",
        ["goals"] = "[ { \"text\": \"abc_goal\", \"rating\": \"abc_rating\" }, … ]", ["status"] = "\"unvalidated\"", ["scale"] = "\"the id of a scale\"", ["item"] = "\"the code of an earlier item\"",
    };

    public static string Advice(string name) => ByName.TryGetValue(name, out var example) ? $"; add \"{name}\": {example}" : "";
}
