answers <- matrix(as.double(whole("answers")), ncol = 25, byrow = TRUE)
colnames(answers) <- paste0("i", 1:25)

# Everything from one covariance matrix: what base R has for it.
by_covariances <- function(x) {
  s <- cov(x)
  k <- ncol(s)
  alpha <- function(m) nrow(m) / (nrow(m) - 1) * (1 - sum(diag(m)) / sum(m))
  rest <- sapply(seq_len(k), function(i) sum(s[i, -i]) / sqrt(s[i, i] * sum(s[-i, -i])))
  list(alpha = alpha(s), mean = colMeans(x), sd = sqrt(diag(s)), total = rowSums(s) / sqrt(diag(s) * sum(s)), rest = rest,
    without = sapply(seq_len(k), function(i) alpha(s[-i, -i])), standardised = alpha(cov2cor(s)))
}

beside("alpha", "cov", function() by_covariances(answers),
  function(a) list("alpha" = a$alpha, "item-rest r" = a$rest, "alpha if deleted" = a$without))
beside("alpha-psych", paste0("psych::alpha (", version("psych"), ")"), function() suppressWarnings(psych::alpha(answers)),
  function(a) list("alpha" = a$total$raw_alpha, "item-rest r" = a$item.stats$r.drop, "alpha if deleted" = a$alpha.drop$raw_alpha))
rm(answers)
