suppressMessages(library(boot))
first <- real("first"); second <- real("second"); steps <- real("steps")
changes <- second - first

# Limits are computed twice: from R's own draws, and from the replicates that SelfEval drew, with the jackknife that both can do. The acceleration takes
# the left-out figures about their own mean (Efron and Tibshirani 1993, 14.15); empinf leaves them about the figure of everybody, which for a figure that is
# no mean lies elsewhere (d_z here: limits differ by 2.1e-6), so they are centred before boot.ci gets them.
beside_bca <- function(name, data, figure) {
  ours <- real(paste0("replicates-", name))
  beside(paste0("bca-", name), paste0("boot + boot.ci (", version("boot"), ")"), function() {
    drawn <- boot(data, figure, R = 10000)
    list(drawn = drawn, limits = boot.ci(drawn, type = "bca")$bca[4:5])
  }, function(result) {
    jack <- empinf(data = data, statistic = figure, stype = "i", type = "jack")
    same <- boot.ci(result$drawn, type = "bca", t0 = result$drawn$t0, t = ours, L = jack - mean(jack))$bca[4:5]
    list("limits from the same replicates" = same, "limits" = result$limits)
  })
}
set.seed(20130601)
half <- changes[1:500]
beside_bca("mean", half, function(d, i) mean(d[i]))
beside_bca("dz", half, function(d, i) { x <- d[i]; mean(x) / sd(x) })
beside_bca("median", second[1:500], function(d, i) median(d[i]))

beside("permutation-paired", "a loop with sample", function() {
  observed <- abs(sum(half))
  extreme <- 0
  for (draw in 1:9999) if (abs(sum(sample(c(-1, 1), 500, TRUE) * half)) >= observed) extreme <- extreme + 1
  (extreme + 1) / 10000
}, function(p) list("p by chance" = p))
beside("permutation-groups", "a loop with sample.int", function() {
  all <- c(first[1:250], second[251:500])
  all <- all - mean(all)
  observed <- abs(sum(all[1:250]))
  extreme <- 0
  for (draw in 1:9999) if (abs(sum(all[sample.int(500, 250)])) >= observed) extreme <- extreme + 1
  (extreme + 1) / 10000
}, function(p) list("p by chance" = p))

p <- function(test) list("p" = test$p.value)
stepped <- c(steps[1] - 25, diff(steps) + 1)
beside("signed-rank-exact", "wilcox.test", function() wilcox.test(changes[1:49], exact = TRUE), p)
beside("signed-rank", "wilcox.test", function() wilcox.test(stepped, exact = FALSE), p)
beside("mann-whitney-exact", "wilcox.test", function() wilcox.test(first[1:40], second[41:80], exact = TRUE), p)
beside("mann-whitney", "wilcox.test", function() wilcox.test(steps[1:500], steps[501:1000], exact = FALSE), p)

beside("hodges-lehmann", "outer, sort, qsignrank", function() {
  walsh <- outer(changes, changes, "+") / 2
  walsh <- sort(walsh[lower.tri(walsh, diag = TRUE)])
  k <- max(1, qsignrank(0.025, length(changes)))
  c(median(walsh), walsh[k], walsh[length(walsh) + 1 - k])
}, function(found) list("estimate and limits" = found))
beside("hodges-lehmann-search", "wilcox.test(conf.int)", function() wilcox.test(changes, exact = FALSE, correct = FALSE, conf.int = TRUE),
  function(test) list("estimate by search" = unname(test$estimate)))
