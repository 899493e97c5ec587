# The chapters about followed clients, worked out again in R from the definitions on the methods
# page (book/methods.md) alone. Run in this folder: Rscript clients.R
# Reads data/synthetisch/werkfit/2023-2024 and data/codelists/destinations.csv.
# Made with R 4.2.2, survival 3.5-3, cmprsk 2.2-11, msm 1.7.
# figures.csv   indicator, group, value (percent, months, counts), and for curves the bounds that
#               are symmetric in log(-log(share)), from the infinitesimal jackknife of survfit
# tests.csv     test, grouping, statistic, degrees of freedom, p
suppressMessages({library(survival); library(cmprsk); library(msm)})
source(file.path("..", "calendar.R"))
root <- file.path("..", "..", "..", "data")
read <- function(...) read.csv(file.path(root, ...), colClasses = "character", na.strings = "")
folder <- c("synthetisch", "werkfit", "2023-2024")
spells <- read(folder[1], folder[2], folder[3], "spells.csv")
benefits <- read(folder[1], folder[2], folder[3], "benefits.csv")
readings <- read(folder[1], folder[2], folder[3], "measurements.csv")
codes <- read("codelists", "destinations.csv")
first <- as.Date("2023-01-01"); last <- as.Date("2024-12-31")   # the period, both days included
month <- 31   # places of the calendar: a month is over on the day before the same date
fewest <- 10    # numbers below this are protected
day <- function(x) as.integer(as.Date(x))
first <- as.integer(first); last <- as.integer(last)
for (column in c("start", "end")) { spells[[column]] <- day(spells[[column]]); benefits[[column]] <- day(benefits[[column]]) }

figures <- data.frame(); tests <- data.frame()
figure <- function(indicator, group, value, lower = NA, upper = NA)
  figures <<- rbind(figures, data.frame(indicator, group, value, lower, upper))
test <- function(name, grouping, statistic, degrees_of_freedom, p)
  tests <<- rbind(tests, data.frame(test = name, grouping, statistic, degrees_of_freedom, p))

# --- stays: places from the first day up to and including the last; late entry; censored at the end
followed <- function(d) {
  d <- d[d$start <= last & (is.na(d$end) | d$end >= first), ]
  d$left <- !is.na(d$end) & d$end <= last
  d$stop <- elapsed(d$start, ifelse(d$left, d$end, last))
  d$entry <- pmax(0, elapsed(d$start, first - 1))
  d
}
stays <- followed(spells)
stays$kind <- codes$grouping[match(stays$destination, codes$code)]
stays$kind[stays$left & is.na(stays$kind)] <- "unknown"
stays$kind[!stays$left] <- "in"

spells_each <- table(stays$client_id)

# Benefits that follow on each other are one.
joined <- do.call(rbind, lapply(split(benefits, benefits$client_id), function(b) {
  b <- b[order(b$start), ]; b$end[is.na(b$end)] <- Inf
  out <- b[1, ]
  for (i in seq_len(nrow(b))[-1]) { n <- nrow(out)
    if (b$start[i] <= out$end[n] + 1) out$end[n] <- max(out$end[n], b$end[i]) else out <- rbind(out, b[i, ]) }
  out }))
joined$end[is.infinite(joined$end)] <- NA

months <- c(3, 6, 12, 18, 24, 36, 48, 60)
at <- function(fit, m, what = "surv") summary(fit, times = m * month, extend = TRUE)[[what]]
stay <- function(d, prefix) {
  fit <- survfit(Surv(entry, stop, as.integer(left)) ~ 1, d, id = seq_len(nrow(d)), cluster = client_id, robust = TRUE, conf.type = "log-log")
  for (m in months) figure("outflow.survival", paste0(prefix, m), 100 * at(fit, m), 100 * at(fit, m, "lower"), 100 * at(fit, m, "upper"))
  figure("outflow.median_months", sub(":$", "", prefix), unname(quantile(fit, .5)$quantile) / month)
}
stay(stays, "")
stay(followed(joined), "benefit:")

# --- where to and when ---------------------------------------------------------------------------
# Errors by client: survfit takes no cluster beside id here, so that influences are summed by client.
incidence <- function(d, kinds) {
  d$state <- factor(ifelse(d$kind %in% kinds, d$kind, ifelse(d$kind == "in", "in", "else")), c("in", kinds, "else"))
  d$row <- seq_len(nrow(d))
  by_spell(survfit(Surv(entry, stop, state) ~ 1, d, id = row, influence = TRUE), d)
}
by_spell <- function(fit, d) { fit$client <- d$client_id; fit }
by_client_at <- function(fit, m, j) {   # the first is time 0
  place <- findInterval(m * month, fit$time) + 1
  rowsum(matrix(fit$influence.pstate[, place, j], ncol = length(m)), fit$client)
}
share <- function(indicator, group, fit, m, j = 2) {
  value <- summary(fit, times = m * month, extend = TRUE)$pstate[j]
  half <- qnorm(.975) * sqrt(sum(by_client_at(fit, m, j)^2)) / (value * log(value))
  inside <- value > 1e-12 && value < 1 - 1e-12
  figure(indicator, group, 100 * value, if (inside) 100 * value^exp(-half) else NA, if (inside) 100 * value^exp(half) else NA)
}
kinds <- setdiff(unique(stays$kind), "in")
fit <- incidence(stays, kinds)
for (m in months) for (k in kinds)
  share("outflow.cumulative_incidence", paste0(k, ":", m), fit, m, match(k, fit$states))

# --- groups and cohorts --------------------------------------------------------------------------
work <- c("work", "work_with_support", "self_employed")
to_work <- stays
to_work$kind[to_work$kind %in% work] <- "to_work"
for (column in c("age_group", "education")) for (g in sort(unique(stays[[column]]))) {
  d <- to_work[to_work[[column]] == g, ]
  anywhere <- transform(d, kind = ifelse(left, "left", "in"))
  share("outflow.group_share", paste0("left:", column, ":", g, ":12"), incidence(anywhere, "left"), 12)
  share("outflow.group_share", paste0("work:", column, ":", g, ":12"), incidence(d, "to_work"), 12)
}
new <- to_work[to_work$start >= first, ]
each <- new[order(new$start), ]; each <- each[!duplicated(each$client_id), ]   # tests count each client once
for (column in c("age_group", "education")) {
  l <- survdiff(Surv(stop, as.integer(left)) ~ each[[column]], each)
  df <- length(l$n) - 1
  test("logrank", column, l$chisq, df, pchisq(l$chisq, df, lower.tail = FALSE))
  status <- ifelse(each$kind == "to_work", 1, ifelse(each$left, 2, 0))
  g <- cuminc(each$stop, status, each[[column]])$Tests["1", ]
  test("gray", column, g["stat"], g["df"], g["pv"])
}
started <- as.Date(new$start, origin = "1970-01-01")
new$quarter <- paste0(format(started, "%Y"), "-", quarters(started))
for (q in sort(unique(new$quarter))) for (m in c(6, 12, 18, 24)) {
  d <- new[new$quarter == q, ]
  if (max(d$stop) >= m * month) share("outflow.cohort_share", paste0(q, ":", m), incidence(d, "to_work"), m)
}

# --- out of benefit for good ---------------------------------------------------------------------
# Departure: the last day in the programme, or of the benefit that ran on; NA while that still runs.
departures <- stays[stays$left, ]
by_client <- split(joined, joined$client_id)
departures$gone <- mapply(function(client, end) {
  b <- by_client[[client]]
  on <- if (is.null(b)) b else b[b$start <= end & (is.na(b$end) | b$end > end), ]
  if (is.null(on) || nrow(on) == 0) end else on$end[1] }, departures$client_id, departures$end)
departures <- departures[!is.na(departures$gone) & departures$gone <= last, ]
# Who had no benefit by the end of the stay cannot come back to it, and does not count.
begun <- tapply(joined$start, joined$client_id, min)
had_benefit <- function(d, day) { b <- begun[match(d$client_id, names(begun))]; !is.na(b) & b <= day }
figure("outflow.followed_people", "", length(spells_each))
figure("outflow.repeat_starters", "", sum(spells_each > 1))
figure("outflow.never_on_benefit", "", sum(stays$left & stays$kind %in% c("work", "work_with_support", "self_employed") & !had_benefit(stays, stays$end)))
departures <- departures[had_benefit(departures, departures$end), ]
# Who began again before that departure, leaves the last time only.
departures <- departures[order(departures$end), ]
departures <- departures[!duplicated(departures[, c("client_id", "gone")], fromLast = TRUE), ]
next_after <- function(d, table) mapply(function(client, gone) {
  starts <- table$start[table$client_id == client & table$start > gone & table$start <= last]
  if (length(starts)) min(starts) else NA }, d$client_id, d$gone)
departures$back <- elapsed(departures$gone + 1, next_after(departures, joined))
departures$again <- elapsed(departures$gone + 1, next_after(departures, spells))
departures$seen <- elapsed(departures$gone + 1, last)
worked <- departures[departures$kind %in% work, ]
whole <- worked[worked$seen >= 12 * month, ]
kept <- is.na(whole$back) | whole$back > 12 * month
figure("outflow.durable_share", "benefit_not_resumed:12", 100 * mean(kept))

# All clients: who left the programme for work and got off benefit within the period, times who of
# them was not back within a year. Kinds after which few came back are taken together.
returned <- sort(tapply(worked$back <= 12 * month & !is.na(worked$back), worked$kind, sum))
few <- names(returned)[returned < fewest]
while (length(few) && sum(returned[few]) < fewest && length(few) < length(returned))
  few <- c(few, setdiff(names(returned), few)[1])
pool <- function(kind) ifelse(kind %in% few, "small_kinds", kind)
out <- stays[had_benefit(stays, ifelse(stays$left, stays$end, last)), ]
out$kind <- ifelse(!out$left, "in", ifelse(rownames(out) %in% rownames(worked), pool(out$kind), "elsewhere"))
strata <- unique(pool(work))
fit <- incidence(out, strata)
place <- findInterval(months * month, fit$time)
bounded <- function(group, value, error) {   # symmetric in log(-log(share))
  half <- qnorm(.975) * error / (value * log(value))
  figure("outflow.durable_incidence", paste0(group, ":", months), 100 * value, 100 * value^exp(-half), 100 * value^exp(half))
}
total <- 0; total_influence <- 0; total_variance <- 0
for (k in strata) {
  d <- worked[pool(worked$kind) == k, ]
  back <- survfit(Surv(pmin(seen, back, na.rm = TRUE), as.integer(!is.na(back))) ~ 1, d, id = seq_len(nrow(d)), cluster = client_id, robust = TRUE)
  kept <- at(back, 12); kept_error <- at(back, 12, "std.err")
  left <- fit$pstate[place, match(k, fit$states)]
  influence <- kept * by_client_at(fit, months, match(k, fit$states))
  bounded(k, left * kept, sqrt(colSums(influence^2) + (left * kept_error)^2))
  total <- total + left * kept
  total_influence <- total_influence + influence
  total_variance <- total_variance + (left * kept_error)^2
}
bounded("total", total, sqrt(colSums(total_influence^2) + total_variance))

# --- back in benefit -----------------------------------------------------------------------------
never <- c("deceased", "pension_age", "moved")
able <- departures[!departures$destination %in% never, ]
able$time <- pmin(able$back, able$again, able$seen, na.rm = TRUE)
able$event <- factor(ifelse(!is.na(able$back) & able$back == able$time, 1,
  ifelse(!is.na(able$again) & able$again == able$time, 2, 0)), 0:2)
able$row <- seq_len(nrow(able))
fit <- by_spell(survfit(Surv(time, event) ~ 1, able, id = row, influence = TRUE), able)
for (m in c(3, 6, 12, 18)) share("outflow.reentry", as.character(m), fit, m)

# Mean number of returns of a client since the first departure; who later leaves to where nobody
# comes back from cannot return after that.
people <- able[order(able$gone), ]
people <- people[!duplicated(people$client_id), ]
final <- sapply(seq_len(nrow(people)), function(i) {
  ends <- spells$end[spells$client_id == people$client_id[i] & spells$destination %in% never]
  ends <- ends[!is.na(ends) & ends > people$gone[i] & ends <= last]
  if (length(ends)) elapsed(people$gone[i] + 1, max(ends)) else NA })
end <- ifelse(is.na(final), people$seen, final)
terminal <- survfit(Surv(end, as.integer(!is.na(final))) ~ 1)
returns <- do.call(rbind, lapply(seq_len(nrow(people)), function(i) {
  b <- joined[joined$client_id == people$client_id[i] & joined$start > people$gone[i], ]
  if (nrow(b)) data.frame(row = i, time = elapsed(people$gone[i] + 1, b$start)) }))
returns <- returns[returns$time <= end[returns$row], ]
times <- sort(unique(returns$time))
before <- stepfun(terminal$time, c(1, terminal$surv), right = TRUE)
climb <- sapply(times, function(t) before(t) * sum(returns$time == t) / sum(end >= t))
for (m in c(3, 6, 12, 18)) figure("outflow.mean_reentries", as.character(m), sum(climb[times <= m * month]))

# --- counted: who was there, who came and left ----------------------------------------------------
gone <- spells[!is.na(spells$end) & spells$end >= first & spells$end <= last, ]
there <- function(day) sum(spells$start <= day & (is.na(spells$end) | spells$end > day))
figure("outflow.net_change", "", there(last) - there(first - 1))
figure("outflow.flow_residual", "", there(last) - there(first - 1) - sum(spells$start >= first & spells$start <= last) + nrow(gone))
figure("outflow.count", "total", nrow(gone))
for (k in sort(unique(gone$destination))) {
  figure("outflow.count", k, sum(gone$destination == k))
  figure("outflow.share", k, 100 * mean(gone$destination == k))
}

# --- the ladder ----------------------------------------------------------------------------------
readings$date <- day(readings$date)
everyone <- union(stays$client_id, readings$client_id)
r <- readings[readings$date >= first & readings$date <= last, ]
key <- paste(r$client_id, r$date, r$kind)
r <- r[!(r$correction == "false" & key %in% key[r$correction == "true"]), ]
r <- r[r$rung != "unknown", ]
r$rung <- as.integer(r$rung)
r <- r[order(r$client_id, r$date), ]
measured <- r[r$kind == "measured", ]
count <- table(measured$client_id)
figure("ladder.coverage", "", 100 * length(count) / length(everyone))
figure("ladder.coverage", "followed", 100 * sum(count >= 2) / length(everyone))
twice <- names(count)[count >= 2]
m1 <- measured[!duplicated(measured$client_id), ]
m2 <- measured[!duplicated(measured$client_id, fromLast = TRUE), ]
step <- data.frame(client = twice, from = m1$rung[match(twice, m1$client_id)], to = m2$rung[match(twice, m2$client_id)],
  places = elapsed(m1$date[match(twice, m1$client_id)], m2$date[match(twice, m2$client_id)] - 1))
change <- step$to - step$from
figure("ladder.share_up", "realised", 100 * mean(change > 0))
figure("ladder.share_same", "realised", 100 * mean(change == 0))
figure("ladder.share_down", "realised", 100 * mean(change < 0))
paired <- t.test(step$to, step$from, paired = TRUE)
figure("ladder.paired_change", "", unname(paired$estimate), paired$conf.int[1], paired$conf.int[2])
to_work_ids <- unique(stays$client_id[stays$left & stays$kind %in% c("work", "work_with_support", "self_employed")])
once <- names(count)[count == 1]
rose <- step$client[change > 0]; fell <- step$client[change < 0]
for (kind in c("twice", "up", "same", "down", "once", "never")) {
  who <- switch(kind, twice = twice, up = rose, same = step$client[change == 0], down = fell, once = once,
    never = setdiff(everyone, names(count)))
  figure("ladder.work_share", kind, 100 * mean(who %in% to_work_ids))
}
for (way in c("up", "down")) {
  n <- length(if (way == "up") rose else fell)
  figure("ladder.step_share_min", way, 100 * n / length(count))
  figure("ladder.step_share_max", way, 100 * (n + length(once)) / length(count))
}
square <- table(factor(step$from, 1:6), factor(step$to, 1:6))
for (i in 1:6) for (j in 1:6) figure("ladder.transition", paste0(i, ":", j), square[i, j])
q <- quantile(step$places / month, c(.25, .5, .75))
figure("ladder.months_between", "lower_quartile", q[1])
figure("ladder.months_between", "median", q[2])
figure("ladder.months_between", "upper_quartile", q[3])
T <- unclass(square); n <- sum(T); d <- (rowSums(T) - colSums(T))[-6]
V <- -(T + t(T)); diag(V) <- rowSums(T) + colSums(T) - 2 * diag(T); V <- V[-6, -6]
stuart <- sum(d * solve(V, d)); bhapkar <- stuart / (1 - stuart / n)
p <- function(x, df) pchisq(x, df, lower.tail = FALSE)
test("stuart_maxwell", "", stuart, 5, p(stuart, 5))
test("bhapkar", "", bhapkar, 5, p(bhapkar, 5))
keep <- upper.tri(T) & T + t(T) > 0
bowker <- sum(((T - t(T))^2 / (T + t(T)))[keep])
test("bowker", "", bowker, sum(keep), p(bowker, sum(keep)))
# Pratt: zeros have a rank, but are left out of the sum and of its variance.
rank_of <- rank(abs(change)); moved <- change != 0
w <- sum(rank_of[change > 0]); mean_w <- sum(rank_of[moved]) / 2; var_w <- sum(rank_of[moved]^2) / 4
z <- (w - mean_w) / sqrt(var_w)
test("signed_rank", "", z^2, 1, 2 * pnorm(-abs(z)))

hoped <- r[r$kind == "expected", ]; hoped <- hoped[!duplicated(hoped$client_id), ]
hoped$reached <- sapply(seq_len(nrow(hoped)), function(i) {
  m <- measured[measured$client_id == hoped$client_id[i] & measured$date > hoped$date[i], ]
  if (nrow(m)) m$rung[nrow(m)] else NA })
for (k in 1:6) { here <- hoped[hoped$rung == k, ]
  for (j in 1:6) figure("ladder.arrival", paste0(k, ":", j), sum(here$reached == j, na.rm = TRUE)) }
for (k in c(1:6, "all")) { here <- hoped[!is.na(hoped$reached) & (k == "all" | hoped$rung == k), ]
  figure("ladder.expected_reached", k, 100 * mean(here$reached >= here$rung))
  figure("ladder.expectation_error", k, mean(here$rung - here$reached)) }

# The distributions: the clients measured in the period.
corrected <- readings[!(readings$correction == "false" & paste(readings$client_id, readings$date, readings$kind) %in%
  with(readings[readings$correction == "true", ], paste(client_id, date, kind))), ]
corrected <- corrected[corrected$date <= last, ]
corrected <- corrected[order(corrected$date), ]
reached <- unique(corrected$client_id[corrected$kind == "measured" & corrected$date >= first])
latest <- function(kind) { d <- corrected[corrected$kind == kind, ]; d <- d[!duplicated(d$client_id, fromLast = TRUE), ]
  d$rung[match(reached, d$client_id)] }
rung <- list(current = m1$rung[match(reached, m1$client_id)], expected = latest("expected"), target = latest("target"),
  realised = step$to[match(reached, step$client)])
start_mean <- mean(rung$current, na.rm = TRUE)
for (moment in names(rung)) {
  now <- as.character(rung[[moment]]); now[is.na(now)] <- "unknown"
  for (k in c(1:6, "unknown")) figure("ladder.share", paste0(moment, ":", k), 100 * mean(now == k))
  mean_rung <- mean(as.integer(now[now != "unknown"]))
  figure("ladder.mean_rung", moment, mean_rung)
  if (moment != "current") figure("ladder.net_change", if (moment == "realised") "" else moment, mean_rung - start_mean)
}
# What two distributions allow: over everybody when who is unknown may stand on any rung (low: all of
# them at the bottom, high: all at the top), and over whoever had a known rung at both moments.
source(file.path("..", "ladder", "movement_program.R"))
places <- function(x) { n <- sapply(1:6, function(k) sum(x == k, na.rm = TRUE)); n <- c(n, sum(is.na(x))); data.frame(low = n, high = n, whole = NA) }
most <- function(x) max(0, x)
for (moment in c("expected", "target", "realised")) {
  prefix <- if (moment == "realised") "" else paste0(moment, ":")
  bounds <- movement(places(rung$current), places(rung[[moment]]), FALSE)
  for (way in names(bounds)) figure(paste0("ladder.share_", way), paste0(prefix, "known"), 100 * bounds[[way]])
  name <- paste0(prefix, "all")
  part <- function(x) sapply(1:6, function(k) sum(x == k, na.rm = TRUE) / length(x))
  a <- part(rung$current); b <- part(rung[[moment]])
  u <- 1 - sum(a); v <- 1 - sum(b)
  R <- cumsum(a)[-6]; C <- cumsum(b)[-6]
  below <- function(cumulative, extra) c(0, cumulative + extra)   # one rung down; nobody below the first
  figure("ladder.share_up_min", name, 100 * most(R - (C + v)))
  figure("ladder.share_down_min", name, 100 * most(C - (R + u)))
  figure("ladder.share_up_max", name, 100 * (1 - most(c(C, 1) - below(R, u))))
  figure("ladder.share_down_max", name, 100 * (1 - most(c(R, 1) - below(C, v))))
  figure("ladder.share_moved_min", name, 100 * most(sum(pmax(a - b, 0)) - v))
}

# 6 and 12 months on: a chain in continuous time that steps to the next rung (msm), each client over
# the own time between the measurements. Without the half step of our prior, which whole percents
# do not show.
panel <- data.frame(client = rep(seq_len(nrow(step)), each = 2), months = as.vector(rbind(0, step$places / month)),
  rung = as.vector(rbind(step$from, step$to)))
rates <- matrix(0, 6, 6); for (k in 1:5) { rates[k, k + 1] <- .05; rates[k + 1, k] <- .02 }
fit <- msm(rung ~ months, subject = client, data = panel, qmatrix = rates, method = "BFGS", control = list(fnscale = 2000, reltol = 1e-12, maxit = 2000))
for (months in c(6, 12)) { v <- (colSums(square) / sum(square)) %*% unclass(pmatrix.msm(fit, t = months, ci = "none"))
  for (k in 1:6) figure("ladder.projected_share", paste0(months, ":", k), 100 * v[k]) }

# Groups: the added columns, age on the first day, and how long on benefit on that day.
traits <- rbind(readings[, c("client_id", "age_group", "education")], spells[, c("client_id", "age_group", "education")])
traits <- traits[!duplicated(traits$client_id), ]
traits <- traits[match(everyone, traits$client_id), ]
since <- sapply(traits$client_id, function(client) { b <- by_client[[client]]
  b <- b[b$start <= first & (is.na(b$end) | b$end >= first), ]
  if (is.null(b) || nrow(b) == 0) NA else elapsed(b$start[1], first - 1) }) / 372
traits$benefit_duration <- c("under_1", "1", "2_4", "5_and_over")[findInterval(since, c(0, 1, 2, 5))]
traits$benefit_duration[is.na(since)] <- "not_known"
for (column in c("age_group", "education", "benefit_duration")) for (g in sort(unique(traits[[column]]))) {
  here <- traits$client_id[traits[[column]] == g]
  figure("ladder.coverage", paste0(column, ":", g), 100 * mean(here %in% names(count)))
  c2 <- change[step$client %in% here]
  for (way in c("up", "same", "down")) figure(paste0("ladder.share_", way), paste0("realised:", column, ":", g),
    100 * mean(sign(c2) == c(up = 1, same = 0, down = -1)[way]))
}

save <- function(frame, name) {
  for (column in names(frame)) if (is.numeric(frame[[column]]))
    frame[[column]] <- ifelse(is.na(frame[[column]]), "", trimws(formatC(frame[[column]], digits = 15, format = "g")))
  write.csv(frame, name, row.names = FALSE, na = "")
}
save(figures, "figures.csv"); save(tests, "tests.csv")
