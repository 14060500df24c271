codes <- matrix(whole("care"), ncol = 10, byrow = TRUE)
texts <- matrix(c("", "1", "2", "3", "4", "5", "na")[codes + 1], ncol = 10)
numbers <- codes
numbers[codes == 0 | codes == 6] <- NA
storage.mode(numbers) <- "double"

# At most 2 of 10 missing, each replaced by the person's mean.
totals <- function(x) {
  missing <- rowSums(is.na(x))
  total <- 10 * rowMeans(x, na.rm = TRUE)
  total[missing > 2] <- NA
  list(total = total, answered = 10 - missing)
}
seen <- function(total) c(sum(!is.na(total)), sum(total, na.rm = TRUE), ifelse(is.na(total[1:100]), -1, total[1:100]))
figures <- function(made) list("scored, sum, first 100" = seen(made$total))

# As ours: answers are checked against the options, blank and does-not-apply are kept apart, and what was used and replaced is kept for each sheet.
beside("score", "match, rowMeans, the working as matrices", function() {
  at <- match(texts, c("1", "2", "3", "4", "5", "na", ""))
  if (anyNA(at)) stop("an answer that is no option")
  dim(at) <- dim(texts)
  x <- at
  x[at > 5] <- NA
  made <- totals(x)
  c(made, list(used = at <= 5, blank = at == 7, replaced = ifelse(is.na(x), made$total / 10, NA), sum = rowSums(x, na.rm = TRUE)))
}, figures)
beside("score-numbers", "rowMeans, rowSums(is.na)", function() totals(numbers), figures)
keys <- list(empathy = paste0("i", 1:10))
colnames(numbers) <- keys$empathy
# missing = FALSE would leave out every row with a blank, so that the scores are those of other people.
beside("score-psych", paste0("psych::scoreItems (", version("psych"), "), reliability with it"), function() {
  made <- suppressWarnings(psych::scoreItems(keys, numbers, totals = FALSE, missing = TRUE, impute = "none"))
  total <- 10 * as.vector(made$scores)
  total[rowSums(is.na(numbers)) > 2] <- NA
  total
}, function(total) list("scored, sum, first 100 by psych" = seen(total)))
rm(codes, texts, numbers)

levels <- c(0.05, 0.25, 0.5, 0.75, 0.95)
for (name in c("scores", "measures")) {
  values <- real(name)
  beside(paste0("describe-", name), "mean, sd, quantile", function() {
    away <- values - mean(values)
    c(mean(values), sd(values), mean(away^3) / mean(away^2)^1.5, quantile(values, levels, type = 6), quantile(values, levels, type = 7))
  }, function(found) list("mean, SD, skewness, quantiles" = unname(found)))
}

# Only the limits and three of our rules.
series <- real("series")
flagged <- function(runs, length) sum(runs$lengths[runs$values != 0 & runs$lengths >= length])
beside("xmr", "diff, rle (3 rules of our 7)", function() {
  centre <- mean(series)
  range <- mean(abs(diff(series)))
  limits <- centre + c(-2.66, 2.66) * range
  steps <- rle(sign(diff(series)))
  long <- which(steps$values != 0 & steps$lengths >= 6)
  ends <- cumsum(steps$lengths) + 1
  list(limits = c(centre, limits), rules = c(sum(series < limits[1] | series > limits[2]), flagged(rle(sign(series - centre)), 7),
    length(unique(unlist(lapply(long, function(at) (ends[at] - steps$lengths[at]):ends[at]))))))
}, function(chart) list("mean, limits" = chart$limits, "points flagged by rule" = chart$rules))
