# The place of days in calendar months since a first day: 31 on the last day of the first month, 372
# on that of the first year. Both are Dates or whole days since 1970, of the same length or one.
elapsed <- function(first, last) {
  d <- data.frame(first = as.numeric(first), last = as.numeric(last))
  known <- !is.na(d$first) & !is.na(d$last)
  places <- rep(NA_real_, nrow(d))
  if (!any(known)) return(places)
  from <- as.Date(d$first[known], origin = "1970-01-01")
  until <- as.Date(d$last[known], origin = "1970-01-01") + 1
  f <- as.POSIXlt(from); u <- as.POSIXlt(until)
  begin <- function(k) { at <- 12 * (f$year + 1900) + f$mon + k; as.Date(sprintf("%d-%02d-01", at %/% 12, at %% 12 + 1)) }
  same <- function(k) begin(k) + pmin(f$mday, as.numeric(begin(k + 1) - begin(k))) - 1
  whole <- 12 * (u$year - f$year) + u$mon - f$mon
  whole <- whole - (same(whole) > until)
  places[known] <- 31 * whole + as.numeric(until - same(whole))
  places
}
