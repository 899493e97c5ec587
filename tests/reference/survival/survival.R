# Curves, logrank and Gray tests from R, on the spells that this script makes up.
# Run in this folder: Rscript survival.R   (made with R 4.2.2, survival 3.5-3, cmprsk 2.2-11, etm 1.1.1)
# spells.csv        the data: case, duration, event, entry (empty: from the start), weight, group
# incidence.csv     survfit, multi-state, per cause: infinitesimal jackknife, log-log interval
# kaplan_meier.csv  survfit of any exit, robust = TRUE, log-log interval
# etm.csv           incidence of the package etm, for the cases with delayed entry
# group_tests.csv   survdiff per cause, and the tests of cuminc in cmprsk
suppressMessages({library(survival); library(cmprsk); library(etm)})
set.seed(20261121)
number <- function(x) ifelse(is.na(x), "", trimws(formatC(x, digits = 17, format = "g")))
spells <- function(case, duration, event, entry = NA, weight = 1, group = 1)
  data.frame(case, duration, event, entry, weight, group)
months <- function(n, rate = 0.08) pmin(ceiling(rexp(n, rate)), 30)

n <- 200
ties <- spells("ties", months(n), sample(0:3, n, TRUE, c(.3, .4, .2, .1)), group = sample(1:3, n, TRUE))
continuous <- spells("continuous", rexp(90, .1), sample(0:2, 90, TRUE), group = sample(1:2, 90, TRUE))
entry <- floor(runif(n, 0, 12))
delayed <- spells("delayed_entry", entry + months(n), sample(0:3, n, TRUE, c(.3, .4, .2, .1)), entry)
small <- spells("delayed_small", c(2, 3, 4, 5, 7, 7, 8, 9), c(1, 1, 2, 0, 1, 2, 1, 0), c(0, 1, 0, 3, 4, 5, 6, 4.5))
censored <- spells("all_censored", c(1, 2, 2, 5), 0)
absent <- spells("cause_absent", months(60), sample(c(0, 1, 3), 60, TRUE), group = sample(1:2, 60, TRUE))
last <- spells("all_leave_at_the_end", c(months(40, .05), rep(31, 10)), c(sample(0:2, 40, TRUE), rep(1:2, 5)), group = rep(1:2, 25))
weighted <- spells("weights", months(80), sample(0:2, 80, TRUE), weight = round(runif(80, .2, 3), 2))
both <- spells("weights_and_entry", floor(runif(80, 0, 9)) + months(80) , sample(0:2, 80, TRUE), weight = round(runif(80, .2, 3), 2))
both$entry <- pmax(0, floor(both$duration * runif(80)) - .5)
all <- rbind(ties, continuous, delayed, small, censored, absent, last, weighted, both)

incidence <- kaplan <- other <- tests <- NULL
for (case in unique(all$case)) {
  d <- all[all$case == case, ]
  d$id <- seq_len(nrow(d))
  K <- max(1, d$event)
  state <- factor(d$event, 0:K)
  late <- !all(is.na(d$entry))
  any_exit <- as.integer(d$event > 0)
  if (any(any_exit > 0)) {
    fit <- if (late) survfit(Surv(entry, duration, state) ~ 1, d, id = id, weights = weight, conf.type = "log-log")
           else survfit(Surv(duration, state) ~ 1, d, id = id, weights = weight, conf.type = "log-log")
    keep <- fit$time %in% d$duration
    for (k in 1:K) incidence <- rbind(incidence, data.frame(case, cause = k, time = fit$time[keep],
      at_risk = fit$n.risk[keep, 1], survival = fit$pstate[keep, 1], incidence = fit$pstate[keep, k + 1],
      standard_error = fit$std.err[keep, k + 1], lower = fit$lower[keep, k + 1], upper = fit$upper[keep, k + 1]))
  }
  km <- if (late) survfit(Surv(entry, duration, any_exit) ~ 1, d, id = id, weights = weight, robust = TRUE, conf.type = "log-log")
        else survfit(Surv(duration, any_exit) ~ 1, d, id = id, weights = weight, robust = TRUE, conf.type = "log-log")
  keep <- km$time %in% d$duration
  error <- if (isTRUE(km$logse)) km$std.err * km$surv else km$std.err
  kaplan <- rbind(kaplan, data.frame(case, time = km$time, at_risk = km$n.risk, survival = km$surv,
    standard_error = error, lower = km$lower, upper = km$upper)[keep, ])
  if (late && all(d$weight == 1)) {
    fit <- etmCIF(Surv(entry, duration, event != 0) ~ 1, d, etype = event)
    for (k in 1:K) {
      p <- trprob(fit[[1]], paste("0", k))
      other <- rbind(other, data.frame(case, cause = k, time = fit[[1]]$time, incidence = as.numeric(p)))
    }
  }
  if (length(unique(d$group)) > 1) {
    gray <- cuminc(d$duration, d$event, d$group)$Tests
    for (k in sort(unique(d$event[d$event > 0]))) {
      logrank <- survdiff(Surv(duration, event == k) ~ group, d)
      tests <- rbind(tests, data.frame(case, cause = k, test = c("logrank", "gray"),
        statistic = c(logrank$chisq, gray[as.character(k), "stat"]),
        degrees_of_freedom = length(unique(d$group)) - 1,
        p = c(pchisq(logrank$chisq, length(unique(d$group)) - 1, lower.tail = FALSE), gray[as.character(k), "pv"])))
    }
  }
}
save <- function(frame, name) {
  for (column in names(frame)) if (is.numeric(frame[[column]])) frame[[column]] <- number(frame[[column]])
  write.csv(frame, name, row.names = FALSE, quote = FALSE)
}
save(all, "spells.csv"); save(incidence, "incidence.csv"); save(kaplan, "kaplan_meier.csv")
save(other, "etm.csv"); save(tests, "group_tests.csv")
