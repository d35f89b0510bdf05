# Fits the ratings beside this file with ordinal::clmm and writes what it found to recorded.json.
# Needs the Debian packages r-base-core and r-cran-ordinal; the tests read the record only.
# Usage, in this folder: Rscript reference.R > recorded.json
suppressMessages(library(ordinal))
ratings <- read.csv("ratings.csv", stringsAsFactors = TRUE)
ratings$rating <- factor(ratings$rating, ordered = TRUE)

numbers <- function(values) paste0("[", paste(sprintf("%.8f", values), collapse = ", "), "]")

describe <- function(name, fit, deviations) {
  errors <- sqrt(diag(vcov(fit)))
  k <- length(fit$alpha)
  p <- length(fit$beta)
  sprintf(
    '  "%s": {"thresholds": %s, "threshold_errors": %s, "slopes": %s, "errors": %s, "deviations": %s, "log_likelihood": %.8f}',
    name, numbers(fit$alpha), numbers(errors[1:k]), numbers(fit$beta), numbers(errors[k + 1:p]), numbers(deviations),
    as.numeric(logLik(fit))
  )
}

strict <- clmm.control(gradTol = 1e-8, maxIter = 500, innerCtrl = "noWarn")
spread <- function(fit) sapply(fit$ST, function(part) part[1, 1])
crossed <- clmm(rating ~ model + (1 | participant) + (1 | scenario), data = ratings, Hess = TRUE, control = strict)
one <- clmm(rating ~ model + (1 | participant), data = ratings, Hess = TRUE, control = strict)
fixed <- clm(rating ~ model, data = ratings)
cat("{\n")
cat(sprintf('  "made_by": "R %s, ordinal %s",\n', getRversion(), packageVersion("ordinal")))
cat(paste(c(
  describe("crossed", crossed, spread(crossed)[c("participant", "scenario")]),
  describe("participant", one, spread(one)),
  describe("fixed", fixed, numeric(0))
), collapse = ",\n"))
cat("\n}\n")
