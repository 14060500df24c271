using System.Globalization;

namespace SelfEval.Instruments.Definition;

/// <summary>When an item is shown. Pure: depends on nothing but the codes answered to earlier items.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>True where the answers meet the condition.</summary>
    /// <param name="answerCodes">The codes answered to an item; empty where it has no answer or is itself not shown.</param>
    public abstract bool IsMet(Func<string, IReadOnlyList<string>> answerCodes);

    /// <summary>Every item the condition looks at.</summary>
    public abstract IEnumerable<string> Items { get; }

    /// <summary>Met where all parts are.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => Parts.All(part => part.IsMet(answerCodes));

        /// <inheritdoc/>
        public override IEnumerable<string> Items => Parts.SelectMany(part => part.Items);
    }

    /// <summary>Met where at least one part is.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => Parts.Any(part => part.IsMet(answerCodes));

        /// <inheritdoc/>
        public override IEnumerable<string> Items => Parts.SelectMany(part => part.Items);
    }

    /// <summary>Met where its part is not.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Negated(Condition Part) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => !Part.IsMet(answerCodes);

        /// <inheritdoc/>
        public override IEnumerable<string> Items => Part.Items;
    }

    /// <summary>Met where the item was answered with one of the codes; for several choices, where one of the codes is among them.</summary>
    /// <param name="Item">The item looked at.</param>
    /// <param name="Codes">The codes that meet it.</param>
    public sealed record OneOf(string Item, IReadOnlyList<string> Codes) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => answerCodes(Item).Any(Codes.Contains);

        /// <inheritdoc/>
        public override IEnumerable<string> Items => [Item];
    }

    /// <summary>Met where the item has any answer, "does not apply" and its kind included.</summary>
    /// <param name="Item">The item looked at.</param>
    public sealed record Answered(string Item) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => answerCodes(Item).Count > 0;

        /// <inheritdoc/>
        public override IEnumerable<string> Items => [Item];
    }

    /// <summary>Met where the answer is a number not below the bound.</summary>
    /// <param name="Item">The item looked at.</param>
    /// <param name="Bound">The smallest number that meets it.</param>
    public sealed record AtLeast(string Item, double Bound) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => Number(answerCodes(Item)) >= Bound;

        /// <inheritdoc/>
        public override IEnumerable<string> Items => [Item];
    }

    /// <summary>Met where the answer is a number not above the bound.</summary>
    /// <param name="Item">The item looked at.</param>
    /// <param name="Bound">The largest number that meets it.</param>
    public sealed record AtMost(string Item, double Bound) : Condition
    {
        /// <inheritdoc/>
        public override bool IsMet(Func<string, IReadOnlyList<string>> answerCodes) => Number(answerCodes(Item)) <= Bound;

        /// <inheritdoc/>
        public override IEnumerable<string> Items => [Item];
    }

    private static double? Number(IReadOnlyList<string> codes) =>
        codes.Count == 1 && double.TryParse(codes[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
