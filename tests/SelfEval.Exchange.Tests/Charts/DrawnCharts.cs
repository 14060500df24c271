using System.Globalization;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Tests.Charts;

/// <summary>A drawn chart with what somebody who sees it takes from it, and all its values.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Message">What its text must say.</param>
/// <param name="Values">What its table must hold.</param>
internal sealed record Drawn(Chart Chart, IReadOnlyList<string> Message, IReadOnlyList<string> Values);

/// <summary>Every kind of chart, drawn from data made by a seed.</summary>
internal static class DrawnCharts
{
    private static readonly Measure Trust = new("Trust", 1);
    private static readonly QuestionnaireDocument Questionnaire = Make.Wide(1);

    internal static readonly Dictionary<Type, Func<Random, Drawn>> ByKind = new()
    {
        [typeof(AnswersChart)] = Answers,
        [typeof(BarsChart)] = Bars,
        [typeof(CaterpillarChart)] = Caterpillar,
        [typeof(ChangeChart)] = Change,
        [typeof(DotsChart)] = random => Dots(Series(random, random.Next(1, 10)), (id, s) => DotsChart.Draw(id, s)),
        [typeof(FunnelChart)] = Funnels,
        [typeof(RunSeriesChart)] = random => Run(Series(random, random.Next(10, 40)), (id, s, options) => RunSeriesChart.Draw(id, s, options)),
        [typeof(TimeSeriesChart)] = AnyTime,
        [typeof(TwoSidesChart)] = TwoSides,
        [typeof(XmrSeriesChart)] = random => Xmr(Series(random, random.Next(12, 40)), (id, s, options) => XmrSeriesChart.Draw(id, s, options)),
    };

    private static Drawn AnyTime(Random random)
    {
        var series = Series(random, random.Next(1, 30));
        return series.Points.Count < 10 ? Dots(series, (id, s) => TimeSeriesChart.Draw(id, s))
            : series.Points.Count < 12 ? Run(series, (id, s, options) => TimeSeriesChart.Draw(id, s, options)) : Xmr(series, (id, s, options) => TimeSeriesChart.Draw(id, s, options));
    }

    private static ChartSeries Series(Random random, int points)
    {
        var (level, drift) = (random.NextDouble() * 40 - 10, random.NextDouble() - 0.5);
        return new(Trust, [.. Enumerable.Range(0, points).Select(i =>
        {
            var value = level + drift * i + random.NextDouble() * 6 + (random.Next(12) == 0 ? 15 : 0);
            return new SeriesPoint($"W{i + 1}", value, new Interval(value - 1 - random.NextDouble(), value + 1 + random.NextDouble()), random.Next(5, 400));
        })], random.Next(2) == 0 ? GoodDirection.Up : GoodDirection.Neither);
    }

    private static Drawn Dots(ChartSeries series, Func<string, ChartSeries, Chart> draw) => new(draw("d", series),
        [.. series.Points.Select(p => $"{Say(p.Value!.Value)} in {p.Label} (likely {Say(p.Likely!.Value.Low)} to {Say(p.Likely.Value.High)})")],
        [.. series.Points.SelectMany(p => new[] { p.Label, Say(p.Value!.Value), $"{Say(p.Likely!.Value.Low)} to {Say(p.Likely.Value.High)}", $"{p.People:N0} people" })]);

    private static Drawn Run(ChartSeries series, Func<string, ChartSeries, SeriesOptions?, Chart> draw)
    {
        var run = RunChart.Of([.. series.Points.Select(p => p.Value!.Value)], new RunChartOptions { Rules = new SeriesOptions().RunRules });
        return new(draw("r", series, null),
            [$"last {Say(series.Points[^1].Value!.Value)} in {series.Points[^1].Label}", $"median {Say(run.Phases[^1].Median)}", .. run.Signals.Select(signal => signal.Words), run.Rules.Name],
            [.. series.Points.SelectMany(p => new[] { p.Label, Say(p.Value!.Value) }), Say(run.Phases[^1].Median), .. run.Signals.Select(signal => signal.Words)]);
    }

    private static Drawn Xmr(ChartSeries series, Func<string, ChartSeries, SeriesOptions?, Chart> draw)
    {
        var xmr = XmrChart.Of([.. series.Points.Select(p => p.Value!.Value)], new XmrOptions { Good = series.Good });
        var limits = xmr.Phases[0].Limits.Value;
        var causes = xmr.Points.Any(point => point.SpecialCause != SpecialCause.None);
        // Signals are told with their times; after six the table has the rest.
        var outside = xmr.Points.Index().Where(p => p.Item.Outside != 0).Select(p => series.Points[p.Index].Label).Take(1);
        return new(draw("x", series, null),
            [$"last {Say(series.Points[^1].Value!.Value)} in {series.Points[^1].Label}", $"Mean {Say(xmr.Phases[0].Mean)}", $"limits {Say(limits.Low)} to {Say(limits.High)}", causes ? "Special causes: " : "No special cause", .. outside, xmr.Rules.Name],
            [.. series.Points.SelectMany(p => new[] { p.Label, Say(p.Value!.Value) }), Say(xmr.Phases[0].Mean), Say(limits.Low), Say(limits.High)]);
    }

    private static Drawn Caterpillar(Random random)
    {
        ComparedUnit[] units = [.. Enumerable.Range(0, random.Next(2, 25)).Select(i =>
        {
            var value = random.NextDouble() * 4;
            return new ComparedUnit($"Team {i + 1}", value, new Interval(value - 0.3, value + 0.4), random.Next(5, 200));
        })];
        var (least, most, all) = (units.MinBy(u => u.Value)!, units.MaxBy(u => u.Value)!, units.Average(u => u.Value));
        var apart = units.Count(u => !u.Likely!.Value.Contains(all));
        return new(CaterpillarChart.Draw("c", Trust, units, all),
            [$"from {Say(least.Value)} ({least.Label}) to {Say(most.Value)} ({most.Label})", Say(all), apart == 0 ? "every interval holds" : $"{apart} of {units.Length} intervals"],
            [.. units.SelectMany(u => new[] { u.Label, Say(u.Value), $"{Say(u.Likely!.Value.Low)} to {Say(u.Likely.Value.High)}", $"{u.People}" })]);
    }

    private static Drawn Funnels(Random random)
    {
        long[] counts = [.. Enumerable.Range(0, random.Next(3, 30)).Select(_ => (long)random.Next(5, 600))];
        var funnel = Funnel.OfProportions([.. counts.Select(n => (long)(n * (0.3 + 0.4 * random.NextDouble())))], counts).Value;
        string[] names = [.. counts.Select((_, i) => $"Team {i + 1}")];
        var percent = new Measure("Would recommend", 0, "%", 100, 0, 1);
        string Per(double value) => DisplayNumber.Format(100 * value, 0) + "%";
        var outside = names.Index().Where(n => funnel.Units[n.Index].Place == FunnelPlace.BeyondOuter).Select(n => n.Item).ToList();
        return new(FunnelChart.Draw("f", percent, names, funnel),
            [$"{Per(funnel.Centre)} over {counts.Length} units", .. outside.Take(8), funnel.Units.All(u => u.Place == FunnelPlace.Within) ? "All lie within the limits" : "limit"],
            [.. funnel.Units.SelectMany((u, i) => new[] { $"{i + 1}. {names[i]}", $"{u.N}", Per(u.Value), $"{Per(u.Inner.Low)} to {Per(u.Inner.High)}", $"{Per(u.Outer.Low)} to {Per(u.Outer.High)}" })]);
    }

    private static Drawn Answers(Random random)
    {
        var items = Published(random, random.Next(60, 400)).Items;
        return new(AnswersChart.Draw("a", "All", items),
            [.. items.Take(3).Where(item => !item.HidesSome).Select(item => item.Options.MaxBy(o => o.People)!).SelectMany(o => new[] { $"“{o.Label}” ({Per(o.Share!.Value)})" })],
            [.. items.SelectMany(item => item.Options).Where(o => o.People is not null).Select(o => $"{o.People} ({Per(o.Share!.Value)})")]);
    }

    private static Drawn Bars(Random random)
    {
        var scale = Published(random, random.Next(60, 400)).Scales[0];
        var most = scale.Distribution.MaxBy(cell => cell.People)!;
        return new(BarsChart.Draw("b", scale)!, [$"{most.People}", Per(most.Share!.Value), most.Label], [.. scale.Distribution.SelectMany(cell => new[] { cell.Label, $"{cell.People}", Per(cell.Share!.Value) })]);
    }

    private static Drawn Change(Random random)
    {
        PublishedChange[] changes = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => Between(random, $"Month {i + 1}"))];
        var shown = changes.Select(c => (c.Since, People: c.FindScale("part-1.all")!.SamePeople!)).ToList();
        return new(ChangeChart.Draw("c", "part-1.all", changes)!,
            [.. shown.Select(s => $"{Say(s.People.Difference)} since {s.Since} (likely {Say(s.People.Low)} to {Say(s.People.High)})")],
            [.. shown.SelectMany(s => new[] { s.Since, $"{Say(s.People.Low)} to {Say(s.People.High)}", $"{s.People.N}" })]);
    }

    private static Drawn TwoSides(Random random)
    {
        var gaps = TwoSidedPicture.Of(Side(random, "patient"), Side(random, "staff"));
        return new(TwoSidesChart.Draw("t", gaps)!, [.. gaps.Select(gap => gap.Sentence)],
            [.. gaps.SelectMany(gap => new[] { $"{Say(gap.Patients.Mean!.Value)} ({gap.Patients.N} people)", $"{Say(gap.Staff.Mean!.Value)} ({gap.Staff.N} people)", Say(gap.Gap!.Value), $"{Say(gap.Low!.Value)} to {Say(gap.High!.Value)}" })]);
    }

    private static PublishedRound Side(Random random, string side)
    {
        string[] dimensions = ["trust", "respect", "choice"];
        Item[] items = [.. dimensions.Select(d => Make.Item($"{side}_{d}", ItemKind.SingleChoice, $"{d} of {side}", Make.Set("agree", Make.Agreement)))];
        Scale[] scales = [.. dimensions.Select(d => Make.Scale($"{d}-{side}", d, ScoringMethod.Mean, 1, 5, $"{side}_{d}") with { Tags = [$"dimension:{d}", $"side:{side}"] })];
        var tally = new RoundTally(Make.Questionnaire(Make.Instrument("core", items, scales)));
        for (var i = random.Next(20, 80); i > 0; i--)
        {
            tally.Add(AnswerSheet.Empty, [.. scales.Select(scale => new ScaleScore
            {
                Instrument = "core", InstrumentVersion = "1.0", Standing = Standing.Bespoke, Scale = scale.Id, Rule = "half", Value = 1 + random.Next(5), ItemCount = 1, Answered = 1, Used = [],
            })]);
        }

        return DisclosureGate.Publish(tally.ToFigures(null), 5);
    }

    private static PublishedRound Published(Random random, int people)
    {
        var tally = new RoundTally(Questionnaire);
        for (var i = 0; i < people; i++)
        {
            var sheet = Make.Sheet([.. Questionnaire.Items.Select(item => (item.Code, $"{random.Next(1, 6)}"))]);
            tally.Add(sheet, Scorer.Score(Questionnaire, sheet));
        }

        return DisclosureGate.Publish(tally.ToFigures(people * 2), 5);
    }

    private static PublishedChange Between(Random random, string since)
    {
        var (people, shift) = (random.Next(12, 60), random.NextDouble() * 8 - 4);
        double[] first = [.. Enumerable.Range(0, people).Select(_ => 25.0 + random.Next(9))], second = [.. first.Select(value => value + Math.Round(shift) + random.Next(-3, 4))];
        (RoundScores Scores, PublishedRound Round) Of(double[] values)
        {
            var (scores, tally) = (new RoundScores(Questionnaire, true), new RoundTally(Questionnaire));
            foreach (var (i, value) in values.Index())
            {
                ScaleScore[] own = [new() { Instrument = "part-1", InstrumentVersion = "1.0", Standing = Standing.Bespoke, Scale = "all", Rule = "half", Value = value, ItemCount = 10, Answered = 10, Used = [] }];
                scores.Add($"p{i}", "en", own);
                tally.Add(AnswerSheet.Empty, own);
            }

            return (scores, DisclosureGate.Publish(tally.ToFigures(null), 5));
        }

        var (one, two) = (Of(first), Of(second));
        return ChangeGate.Publish(new RoundPair(one.Scores, two.Scores), new ComparedEditions(one.Round, two.Round, since, "June 2026"));
    }

    private static string Say(double value) => DisplayNumber.Format(value, 1).Replace('-', '−');

    private static string Per(double share) => DisplayNumber.Format(100 * share, 0).ToString(CultureInfo.InvariantCulture) + "%";
}
