# Scores the test weeks of simulated series with the reference implementations of R's package surveillance.
# Usage: Rscript surveillance.R folder workers batch...
# In: folder/batch.in, a line a series: its number, first and last week to judge and the step between, then 624 counts.
# Out: folder/batch.csv, once all of the batch is judged: the package's version, then a line a judged week, higher is worse.
suppressMessages(library(surveillance))

args <- commandArgs(trailingOnly = TRUE)
test <- 576:624

# Noufaily et al. 2013 and Farrington et al. 1996, with the settings their comparisons used: the p-values of one week by
# the package's thresholds. The fit is the same for all of them: the plug-in quantile is asked with mean and dispersion.
farrington <- function(data, week, improved) {
  control <- list(
    range = week, b = 5, w = 3, reweight = TRUE, trend = TRUE, pThresholdTrend = 0.05, limit54 = c(0, 4),
    powertrans = "2/3", alpha = 0.01, thresholdMethod = "delta", verbose = FALSE,
    weightsThreshold = if (improved) 2.58 else 1,
    noPeriods = if (improved) 10 else 1,
    pastWeeksNotIncluded = if (improved) 26 else 3
  )
  fit <- farringtonFlexible(data, control = control)@control
  plugIn <- surveillance:::algo.farrington.threshold.noufaily(
    log(fit$expected[1]), 0, fit$phiVector[1], "none", 0.01, observed(data)[week, 1], "nbPlugin"
  )$prob
  c(delta = as.numeric(fit$pvalue[1]), plugIn = as.numeric(plugIn))
}

# The bound is mean + z * deviation: two bounds give both, and with them the score for every alpha. A deviation of
# at least 1 keeps it from an alarm on anything after seven equal weeks.
ears <- function(data, method) {
  bound <- function(alpha) {
    earsC(data, control = list(range = test, method = method, alpha = alpha, minSigma = 1))@upperbound[, 1]
  }
  low <- bound(0.01)
  deviation <- (bound(0.001) - low) / (qnorm(0.999) - qnorm(0.99))
  (observed(data)[test, 1] - low) / deviation + qnorm(0.99)
}

# With the mean of all past weeks as by default, and with a seasonal model of them.
cusumScores <- function(counts, m, trans) {
  data <- list(observed = matrix(counts), state = matrix(0, length(counts), 1), start = c(1, 1), freq = 52)
  algo.cusum(data, control = list(range = test, k = 1.04, h = 2.26, m = m, trans = trans))$cusum
}

score <- function(row) {
  counts <- row[-(1:4)]
  weeks <- seq(row[2], row[3], by = row[4])
  data <- sts(counts, start = c(2001, 1), frequency = 52)
  at <- weeks - 575
  improved <- sapply(weeks, function(week) farrington(data, week, TRUE))
  original <- sapply(weeks, function(week) farrington(data, week, FALSE))
  cbind(
    id = row[1], week = weeks,
    improvedPlugIn = -log(improved["plugIn", ]),
    improvedDelta = -log(improved["delta", ]),
    originalDelta = -log(original["delta", ]),
    c1 = ears(data, "C1")[at], c2 = ears(data, "C2")[at], c3 = ears(data, "C3")[at],
    cusum = cusumScores(counts, NULL, "standard")[at],
    cusumSeasonal = cusumScores(counts, "glm", "rossi")[at]
  )
}

# An answer is renamed into its place when it is complete: one that was broken off is asked for again.
judge <- function(batch) {
  file <- file.path(args[1], batch)
  series <- as.matrix(read.csv(paste0(file, ".in"), header = FALSE))
  scores <- signif(do.call(rbind, lapply(seq_len(nrow(series)), function(i) score(series[i, ]))), 9)
  part <- paste0(file, ".part")
  writeLines(as.character(packageVersion("surveillance")), part)
  suppressWarnings(write.table(scores, part, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE))
  invisible(file.rename(part, paste0(file, ".csv")))
}

done <- parallel::mclapply(
  args[-(1:2)], judge,
  mc.cores = as.integer(args[2]), mc.preschedule = FALSE
)
if (any(sapply(done, inherits, "try-error"))) stop(done[[which(sapply(done, inherits, "try-error"))[1]]])
