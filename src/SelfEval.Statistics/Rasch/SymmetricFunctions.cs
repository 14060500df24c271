namespace SelfEval.Statistics.Rasch;

/// <summary>
/// Elementary symmetric functions: the coefficients γᵣ of the product of the items' weight polynomials Σₕ wᵢₕ xʰ. All steps add and multiply what is positive, so
/// that no digits cancel, unlike the difference algorithms that divide an item out again (cf. Baker and Harwell 1996, Applied Psychological Measurement 20:169–192).
/// </summary>
internal static class SymmetricFunctions
{
    /// <summary>Multiplies by one item, in place: the first <paramref name="length"/> coefficients become length + m.</summary>
    internal static int Multiply(Span<double> polynomial, int length, ReadOnlySpan<double> item)
    {
        var longer = length + item.Length - 1;
        for (var r = longer - 1; r >= 0; r--)
        {
            double sum = 0;
            for (int h = Math.Max(0, r - length + 1), last = Math.Min(item.Length - 1, r); h <= last; h++) sum += item[h] * polynomial[r - h];
            polynomial[r] = sum;
        }

        return longer;
    }

    /// <summary>
    /// Takes one item's score out of a function of the total score, f(s) → Σₕ wᵢₕ f(s + h), in place: the first <paramref name="length"/> values become length − m.
    /// </summary>
    internal static int SumOut(Span<double> function, int length, ReadOnlySpan<double> item)
    {
        var shorter = length - item.Length + 1;
        for (var s = 0; s < shorter; s++)
        {
            double sum = 0;
            for (var h = 0; h < item.Length; h++) sum += item[h] * function[s + h];
            function[s] = sum;
        }

        return shorter;
    }
}
