# eRm's models; thresholds on the scale where they average 0, as ours.
suppressMessages(library(eRm))
rasch <- matrix(whole("rasch"), ncol = 13, byrow = TRUE)
colnames(rasch) <- paste0("i", 1:13)

found_thresholds <- function(fit) {
  table <- thresholds(fit)$threshtable[[1]]
  t(table[, -1]) - mean(table[, -1])
}
calibrated <- function(fit) list("thresholds" = as.vector(found_thresholds(fit)), "log-likelihood" = fit$loglik)

by <- function(what) paste0("eRm::", what, " (", version("eRm"), ")")
beside("rsm", by("RSM"), function() RSM(rasch), calibrated)
beside("pcm", by("PCM"), function() PCM(rasch), calibrated)

rsm <- RSM(rasch)
centre <- { table <- thresholds(rsm)$threshtable[[1]]; mean(table[, -1]) }
beside("person", by("person.parameter"), function() person.parameter(rsm), function(people) {
  seen <- sort(unique(rowSums(rasch)))
  seen <- seen[seen > 0 & seen < 39]
  list("measures" = sort(unique(people$theta.table[people$theta.table$Interpolated == FALSE, 1])) - centre,
    "standard errors" = people$se.theta[[1]][order(people$thetapar[[1]])][!duplicated(sort(people$thetapar[[1]]))])
})
