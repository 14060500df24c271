using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hl7.Fhir.Model;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Fhir;

/// <summary>Addresses and codes in our bundles.</summary>
internal static class FhirNames
{
    internal const string Ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    internal const string Weight = "http://hl7.org/fhir/StructureDefinition/itemWeight";
    internal const string Absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    internal const string AbsentCodes = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    internal const string Translation = "http://hl7.org/fhir/StructureDefinition/translation";
    internal const string Lowest = "http://hl7.org/fhir/StructureDefinition/minValue";
    internal const string Highest = "http://hl7.org/fhir/StructureDefinition/maxValue";

    /// <summary>Ours, for what FHIR has no place for: the option chosen where an item takes no coding, the round, the channel, and so on.</summary>
    internal const string Own = "urn:selfeval:";

    internal static string Questionnaire(QuestionnaireDocument questionnaire) => Own + "questionnaire:" + questionnaire.ContentHash;

    internal static string Options(Item item) => Own + "options:" + item.Code;

    /// <summary>The same address for the same things, whenever it is made.</summary>
    internal static string Address(string what)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(what), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return "urn:uuid:" + new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Why data are absent, by HL7's code system of that name.</summary>
    internal static string Reason(MissingKind kind) => kind switch
    {
        MissingKind.DoesNotApply => "not-applicable",
        MissingKind.PreferNotToSay => "asked-declined",
        MissingKind.NotSure => "asked-unknown",
        MissingKind.NotShown => "not-asked",
        _ => "unknown",
    };

    internal static void AddAbsent(Element to, MissingKind kind) => to.Extension.Add(new Extension(Absent, new Code(Reason(kind))));

    /// <summary>A number with every digit it has; null where it is beyond what a FHIR decimal holds here.</summary>
    internal static decimal? Number(double number) =>
        decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        && double.Parse(exact.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) == number ? exact : null;
}
