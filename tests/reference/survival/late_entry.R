# Curves of clients with late entry from R, on the spells that this script makes up.
# Run in this folder: Rscript late_entry.R   (made with R 4.2.2, survival 3.5-3)
# late_spells.csv  case, start, end, destination; followed from 2023-01-01 up to 2024-12-31
# late_entry.csv   at each month: survfit conditional on the stretch (start.time, robust), log-log interval,
#                  and the incidence of work of those still there (multi-state survfit)
# The stretch is the longest run of places (of the calendar: see calendar.R) with at least ten people at risk, by people times places; it
# starts at the first whole month in it.
suppressMessages(library(survival)); source(file.path("..", "calendar.R"))
set.seed(20261129)
first <- as.Date("2023-01-01"); last <- as.Date("2024-12-31"); month <- 31
late <- function(n) {
  start <- as.Date("2021-01-01") + sample(0:299, n, TRUE)
  data.frame(start, end = first + sample(0:899, n, TRUE))
}
early <- function(n) {
  start <- first + sample(0:30, n, TRUE)
  data.frame(start, end = start + sample(0:20, n, TRUE))
}
cases <- list(one_early = rbind(early(1), late(200)), twenty_early = rbind(early(20), late(200)),
              no_inflow = late(120), inflow = rbind(early(15), data.frame(
                start = first + sample(0:700, 150, TRUE), end = first + sample(700:1100, 150, TRUE)), late(100)))
spells <- NULL; curves <- NULL
for (case in names(cases)) {
  d <- cases[[case]]
  d$end[d$end < d$start] <- d$start[d$end < d$start]
  d$left <- d$end <= last
  d$destination <- ifelse(d$left, sample(c("paid_work", "care"), nrow(d), TRUE, c(.6, .4)), "")
  spells <- rbind(spells, data.frame(case, start = d$start, end = ifelse(d$left, format(d$end), ""),
                                     destination = d$destination))
  d$days <- elapsed(d$start, pmin(d$end, last))
  d$id <- seq_len(nrow(d))
  d$entry <- pmax(0, elapsed(d$start, first - 1))
  risk <- sapply(1:max(d$days), function(t) sum(d$entry < t & d$days >= t))
  runs <- rle(risk >= 10); stop <- cumsum(runs$lengths); begin <- stop - runs$lengths + 1
  weight <- mapply(function(a, b, ok) if (ok) sum(risk[a:b]) else 0, begin, stop, runs$values)
  best <- which.max(weight)
  start <- ceiling((begin[best] - 1) / month)
  months <- (start + 1):60
  months <- months[months * month <= stop[best]]
  fit <- survfit(Surv(entry, days, left) ~ 1, d, id = id, start.time = start * month, robust = TRUE, conf.type = "log-log")
  found <- summary(fit, times = months * month, extend = TRUE)
  rest <- d[d$days > start * month, ]
  rest$entry <- pmax(rest$entry, start * month)
  rest$state <- factor(ifelse(rest$left, rest$destination, "stay"), c("stay", "paid_work", "care"))
  rest$id <- seq_len(nrow(rest))
  states <- survfit(Surv(entry, days, state) ~ 1, rest, id = id)
  work <- summary(states, times = months * month, extend = TRUE)$pstate[, 2]
  curves <- rbind(curves, data.frame(case, start, month = months,
    at_risk = sapply(months * month, function(t) sum(d$entry < t & d$days >= t)),
    survival = found$surv, lower = found$lower, upper = found$upper, work))
}
write.csv(spells, "late_spells.csv", row.names = FALSE, quote = FALSE, na = "")
write.csv(format(curves, digits = 15, trim = TRUE), "late_entry.csv", row.names = FALSE, quote = FALSE)
