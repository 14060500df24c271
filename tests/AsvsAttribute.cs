namespace SelfEval.Tests;

/// <summary>This test proves a row of the security checklist; deploy/assurance/asvs.md is made from these marks.</summary>
/// <param name="rows">Such as "A2".</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AsvsAttribute(params string[] rows) : Attribute
{
    public IReadOnlyList<string> Rows => rows;
}
