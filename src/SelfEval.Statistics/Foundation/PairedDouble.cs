using System.Runtime.CompilerServices;

namespace SelfEval.Statistics.Foundation;

/// <summary>A number as the unevaluated sum of two doubles (Dekker 1971; Knuth's exact sum, product by fused multiply-add).</summary>
internal readonly record struct PairedDouble(double High, double Low)
{
    internal double Value => High + Low;

    internal static PairedDouble Square(double x) => Product(x, x);

    public static PairedDouble operator -(PairedDouble a) => new(-a.High, -a.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairedDouble operator +(PairedDouble a, PairedDouble b)
    {
        var high = Sum(a.High, b.High);
        var low = Sum(a.Low, b.Low);
        var first = Quick(high.High, high.Low + low.High);
        return Quick(first.High, first.Low + low.Low);
    }

    public static PairedDouble operator *(PairedDouble a, PairedDouble b)
    {
        var product = Product(a.High, b.High);
        return Quick(product.High, product.Low + (a.High * b.Low + a.Low * b.High));
    }

    public static PairedDouble operator /(PairedDouble a, double divisor)
    {
        var first = a.High / divisor;
        var rest = a + -Product(first, divisor);
        return Quick(first, rest.Value / divisor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairedDouble Product(double a, double b)
    {
        var high = a * b;
        return new PairedDouble(high, Math.FusedMultiplyAdd(a, b, -high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairedDouble Sum(double a, double b)
    {
        var high = a + b;
        var part = high - a;
        return new PairedDouble(high, a - (high - part) + (b - part));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PairedDouble Quick(double a, double b)
    {
        var high = a + b;
        return new PairedDouble(high, b - (high - a));
    }
}
