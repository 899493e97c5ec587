# Mean cumulative counts and median times from R, on people that this script makes up.
# Run in this folder: Rscript recurrent.R   (made with R 4.2.2, survival 3.5-3)
# people.csv   case, person, followup, ended (1 = a terminal event, 0 = censored)
# events.csv   case, person, time of each recurrent event
# mean.csv     by hand from two survfit objects, as Ghosh and Lin (2000, eq. 2): survival just before
#              each time (Kaplan-Meier of the terminal event) x step of the Nelson-Aalen mean of the
#              events; standard_error by perturbing the weight of each person (central differences
#              with step 1e-5, so that about 9 digits hold)
# median.csv   quantile.survfit of the terminal event, with the log-log interval
suppressMessages(library(survival))
set.seed(20261122)
number <- function(x) ifelse(is.na(x), "", trimws(formatC(x, digits = 17, format = "g")))
make <- function(case, n, whole, rate) {
  followup <- if (whole) pmin(ceiling(rexp(n, .05)), 30) else rexp(n, .05)
  people <- data.frame(case, person = seq_len(n) - 1, followup, ended = rbinom(n, 1, .4))
  times <- lapply(followup, function(end) {
    t <- cumsum(rexp(20, rate)); t <- t[t < end]
    if (whole) unique(pmin(ceiling(t), end)) else t })
  list(people = people, events = data.frame(case, person = rep(people$person, lengths(times)), time = unlist(times)))
}
cases <- list(make("ties", 60, TRUE, .15), make("continuous", 40, FALSE, .1), make("rare", 30, TRUE, .02))
mean_count <- function(people, events, w, at) {
  start <- stop <- status <- weight <- NULL
  for (i in seq_len(nrow(people))) {
    t <- sort(events$time[events$person == people$person[i]])
    stops <- unique(c(t, people$followup[i])); s <- as.integer(stops %in% t)
    start <- c(start, c(0, stops[-length(stops)])); stop <- c(stop, stops); status <- c(status, s)
    weight <- c(weight, rep(w[i], length(stops)))
  }
  nelson <- survfit(Surv(start, stop, status) ~ 1, weights = weight, timefix = FALSE)
  ending <- survfit(Surv(followup, ended) ~ 1, data = people, weights = w, timefix = FALSE)
  before <- stepfun(ending$time, c(1, ending$surv), right = TRUE)
  steps <- nelson$n.event / nelson$n.risk * before(nelson$time)
  sapply(at, function(t) sum(steps[nelson$time <= t]))
}
means <- medians <- NULL
for (x in cases) {
  at <- c(1, 2, 3, 6, 9, 12, 18, 24)
  at <- at[at <= max(x$people$followup)]
  w <- rep(1, nrow(x$people)); h <- 1e-5
  influence <- sapply(seq_along(w), function(i) { up <- down <- w; up[i] <- 1 + h; down[i] <- 1 - h
    (mean_count(x$people, x$events, up, at) - mean_count(x$people, x$events, down, at)) / (2 * h) })
  means <- rbind(means, data.frame(case = x$people$case[1], time = at, mean = mean_count(x$people, x$events, w, at),
    standard_error = sqrt(rowSums(influence^2))))
  fit <- survfit(Surv(followup, ended) ~ 1, data = x$people, conf.type = "log-log")
  for (p in c(.25, .5, .75)) { q <- quantile(fit, p)
    medians <- rbind(medians, data.frame(case = x$people$case[1], share = 1 - p, estimate = q$quantile, lower = q$lower, upper = q$upper)) }
}
# Half have left exactly, and nobody leaves for a while.
flat <- data.frame(case = "flat", person = 0:3, followup = c(1, 2, 5, 6), ended = 1)
q <- quantile(survfit(Surv(followup, ended) ~ 1, data = flat, conf.type = "log-log"), .5)
medians <- rbind(medians, data.frame(case = "flat", share = .5, estimate = q$quantile, lower = q$lower, upper = q$upper))
save <- function(frame, name) {
  for (column in names(frame)) if (is.numeric(frame[[column]])) frame[[column]] <- number(frame[[column]])
  write.csv(frame, name, row.names = FALSE, quote = FALSE)
}
save(rbind(do.call(rbind, lapply(cases, `[[`, "people")), flat), "people.csv")
save(do.call(rbind, lapply(cases, `[[`, "events")), "events.csv")
save(means, "mean.csv"); save(medians, "median.csv")
